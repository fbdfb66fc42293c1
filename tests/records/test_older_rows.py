"""Rows that an older schema holds are all there, with their parts, when the schema has moved on."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from tests.servers import postgres_database
from workflows.engine.link_secrets import CUT
from workflows.records.database import open_database, unit_of_work
from workflows.records.schema import migrate

MIGRATIONS = Path(__file__).parents[2] / "migrations"
ID = "018bb5a0-0000-7000-8000-000000000001"
AT = "2023-12-20T18:00:00.000000Z"

DECIDED = (
    "INSERT INTO officers (id, username, name, email, phone, sees_closed)"
    f" VALUES ('{ID}', 'karla', 'Karla Krog', 'k@by.example', '', TRUE)",
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


SECRET = "k3y7." + "abcdefgh234567ij" * 3 + "klmn"

ANSWERED = (
    *DECIDED[:3],
    f"INSERT INTO hearings VALUES ('{ID}', '{ID}', 'hearing-1', 1, 'open', 'r', '', '2023-12-20',"
    f" 1, FALSE, '{AT}', NULL, '', '', '[]')",
    "INSERT INTO parties (id, hearing_id, case_id, body, name, position, status, due_on, due_at,"
    f" due_version, answers) VALUES ('{ID}', '{ID}', '{ID}', NULL, 'Rådet', 1, 'answered',"
    f" '2023-12-20', '{AT}', 1, 1)",
    "INSERT INTO contacts (id, party_id, case_id, name, email, generation)"
    f" VALUES ('{ID}', '{ID}', '{ID}', 'Bo Dam', 'bo@raad.example', 0)",
    "INSERT INTO responses (id, party_id, hearing_id, case_id, version, stance, text, received_at,"
    f" late, receipt, submission_key, channel) VALUES ('{ID}', '{ID}', '{ID}', '{ID}', 1,"
    f" 'supports', 'Fint. {SECRET}', '{AT}', FALSE, 'R', 'k', 'mail')",
    "INSERT INTO drafts (party_id, contact_id, text, jointly_with, files, base_version, saved_at)"
    f" VALUES ('{ID}', '{ID}', 'Godt. {SECRET}', '[]', '[]', 0, '{AT}')",
    "INSERT INTO publications (id, case_id, response_id, text, redacted, published_at,"
    f" published_by) VALUES ('{ID}', '{ID}', '{ID}', '{SECRET}', FALSE, '{AT}', 'Karla Krog')",
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


def test_texts_that_were_kept_before_lose_the_secrets_of_links(
    postgres_url: str, tmp_path: Path
) -> None:
    with postgres_database(postgres_url, "sagsgang_test_older_rows") as url:
        for address in (url, f"sqlite:///{tmp_path}/older.db"):
            opened = open_database(address)
            with unit_of_work(opened) as connection:
                at_revision(connection, "0012")
                for statement in ANSWERED:
                    connection.execute(text(statement))
            assert migrate(opened)
            with opened.connect() as connection:
                kept = [
                    connection.execute(text(f"SELECT text FROM {table}")).scalar_one()
                    for table in ("responses", "drafts", "publications")
                ]
            assert kept == [f"Fint. {CUT}", f"Godt. {CUT}", CUT]
            opened.dispose()
