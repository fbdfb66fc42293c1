"""Rows that an older schema holds are all there, with their parts, when the schema has moved on."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from tests.servers import postgres_database
from workflows.records.database import open_database, unit_of_work
from workflows.records.schema import migrate

MIGRATIONS = Path(__file__).parents[2] / "migrations"
ID = "018bb5a0-0000-7000-8000-000000000001"
AT = "2023-12-20T18:00:00.000000Z"

DECIDED = (
    f"INSERT INTO officers VALUES ('{ID}', 'karla', 'Karla Krog', 'k@by.example', '', NULL, TRUE)",
    "INSERT INTO pinned_definitions VALUES ('sha', 'politisk-sag', 1, '{}')",
    "INSERT INTO cases (id, number, title, text, proposer, revision, openness, case_type,"
    " definition_sha, route, route_document, state, version, seq, head_hash, officer_id,"
    f" opened_at, changed_at, changed_by) VALUES ('{ID}', '23/1', 'Sag', '', '', 0, 'open',"
    " 'politisk-sag', 'sha', 'VPU', '{}', 'vpu-1.decided', 4, 4, '',"
    f" '{ID}', '{AT}', '{AT}', '')",
    f"INSERT INTO meetings VALUES ('{ID}', 'VPU', '2023-12-20', '2023-12-08', '2023-12-14', NULL)",
    f"INSERT INTO agenda_items VALUES ('{ID}', '{ID}', 'vpu-1', '{ID}', 'VPU', TRUE, '{AT}')",
    f"INSERT INTO decisions VALUES ('{ID}', '{ID}', '{ID}', 'vpu-1', 'VPU', '2023-12-20', 'udsat',"
    f" 'defer', NULL, 'Udsat.', '{AT}', 'Karla Krog')",
    f"INSERT INTO decision_points VALUES ('{ID}', '{ID}', 1, 'Udsat.', NULL)",
    f"INSERT INTO remarks VALUES ('{ID}', '{ID}', '', 'Hurtigt.', FALSE)",
    f"INSERT INTO absentees VALUES ('{ID}', '{ID}', 'Bo Dam (X)')",
)


def at_revision(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def test_a_decision_keeps_all_its_parts_when_decisions_get_versions(
    postgres_url: str, tmp_path: Path
) -> None:
    with postgres_database(postgres_url, "sagsgang_test_older_rows") as url:
        for address in (url, f"sqlite:///{tmp_path}/older.db"):
            opened = open_database(address)
            with unit_of_work(opened) as connection:
                at_revision(connection, "0003")
                for statement in DECIDED:
                    connection.execute(text(statement))
            assert migrate(opened)
            with opened.connect() as connection:
                kept = connection.execute(
                    text(
                        "SELECT d.word, d.version, d.replaced_at, i.late_reason, p.text, r.text,"
                        " a.name FROM decisions d JOIN agenda_items i ON i.id = d.item_id"
                        " JOIN decision_points p ON p.decision_id = d.id"
                        " JOIN remarks r ON r.decision_id = d.id"
                        " JOIN absentees a ON a.decision_id = d.id"
                    )
                ).one()
            assert tuple(kept) == ("udsat", 1, None, "", "Udsat.", "Hurtigt.", "Bo Dam (X)")
            opened.dispose()
