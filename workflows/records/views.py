"""The read-only views of the contract, by which other systems read the database."""

from sqlalchemy import Connection

_COLUMNS = {
    "v_case": (
        "c.id AS case_id, c.number, c.title, c.openness, c.case_type, c.definition_sha, c.route,"
        " c.state, c.version",
        "cases c",
    ),
    "v_journal": (
        "j.case_id, j.seq, j.at, j.actor, j.event, j.from_state, j.to_state, j.request_id, j.hash",
        "journal j",
    ),
    "v_deadline": (
        "d.id AS deadline_id, d.case_id, d.kind, d.due_at, d.status, d.executed_at, d.attempts",
        "deadlines d",
    ),
    "v_message": (
        "m.id AS message_id, m.case_id, m.party_id, m.contact_id, m.kind, m.recipient, m.status,"
        " m.attempts, m.sent_at",
        "messages m",
    ),
    "v_party": (
        "p.id AS party_id, p.hearing_id, p.case_id, h.round, coalesce(p.body, p.name) AS body,"
        " p.status, p.due_at",
        "parties p JOIN hearings h ON h.id = p.hearing_id",
    ),
    "v_response": (
        "r.id AS response_id, r.party_id, r.version, r.received_at, r.late, r.stance, r.receipt",
        "responses r",
    ),
    "v_file": (
        "f.id AS file_id, f.response_id, f.name, f.size, f.sha256, f.status",
        "response_files f",
    ),
}

# PostgreSQL lets a view over one table be written to; a second member of FROM, of which there is
# always exactly one row, takes that away and costs nothing.
_READ_ONLY = " CROSS JOIN (SELECT 1 AS one) AS read_only"


def create_views(connection: Connection) -> None:
    """Create every view anew."""
    drop_views(connection)
    for name, (columns, source) in _COLUMNS.items():
        connection.exec_driver_sql(
            f"CREATE VIEW {name} AS SELECT {columns} FROM {source}{_READ_ONLY}"
        )


def drop_views(connection: Connection) -> None:
    """Drop the views, so that the tables beneath them can be changed."""
    for name in _COLUMNS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
