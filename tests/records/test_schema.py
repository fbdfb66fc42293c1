"""The migrated schema is the mapped one, and the views are what the contract says, to be read."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from tests.servers import postgres_database
from workflows.records.applying import MOVED
from workflows.records.cases import Case
from workflows.records.database import open_database, unit_of_work
from workflows.records.schema import migrate, require_schema
from workflows.records.tables import Base

VIEWS = {
    "v_case": "case_id number title openness case_type definition_sha route state version",
    "v_journal": "case_id seq at actor event from_state to_state request_id hash",
    "v_deadline": "deadline_id case_id kind due_at status executed_at attempts",
    "v_message": "message_id case_id party_id contact_id kind recipient status attempts sent_at",
    "v_party": "party_id hearing_id case_id round body status due_at",
    "v_response": "response_id party_id version received_at late stance receipt",
    "v_file": "file_id response_id name size sha256 status",
}


def test_the_migrations_lead_to_the_mapped_tables(database: str) -> None:
    with open_database(database).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_no_index_of_a_case_has_what_an_act_changes() -> None:
    """PostgreSQL would write all indexes of the case anew at each act, far apart among many."""
    indexed = {column.name for index in Case.__table__.indexes for column in index.columns}  # type: ignore[attr-defined]
    assert indexed.isdisjoint(MOVED)


def test_the_views_have_exactly_their_documented_columns(database: str) -> None:
    inspector = inspect(open_database(database))
    assert set(inspector.get_view_names()) == set(VIEWS)
    for view, columns in VIEWS.items():
        assert [column["name"] for column in inspector.get_columns(view)] == columns.split()


@pytest.mark.parametrize("view", sorted(VIEWS))
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO {view} ({column}) VALUES (NULL)",
        "UPDATE {view} SET {column} = {column}",
        "DELETE FROM {view}",
    ],
)
def test_no_view_can_be_written_to(database: str, view: str, statement: str) -> None:
    column = VIEWS[view].split()[0]
    with (
        unit_of_work(open_database(database)) as connection,
        pytest.raises(DBAPIError, match="view"),
    ):
        connection.execute(text(statement.format(view=view, column=column)))


def test_migrating_again_leaves_everything_as_it_is(database: str) -> None:
    opened = open_database(database)
    assert not migrate(opened)
    require_schema(opened)


def test_of_two_who_migrate_one_does_it(postgres_url: str, tmp_path: Path) -> None:
    with postgres_database(postgres_url, "sagsgang_test_migrated_by_two") as url:
        for address in (url, f"sqlite:///{tmp_path}/new.db"):
            opened = open_database(address)
            with ThreadPoolExecutor(2) as pool:
                assert sorted(pool.map(migrate, [opened, opened])) == [False, True]
            require_schema(opened)
            opened.dispose()
