"""Erases what lines of a journal tell; the lines stay, and so does the chain."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select

from workflows.records.journal import JournalEntry, JournalPayload


def told_events(connection: Connection, case: str) -> dict[int, str]:
    """The event of each line of the case whose payload is there, by the line's number."""
    rows = connection.execute(
        select(JournalEntry.seq, JournalEntry.event)
        .join(
            JournalPayload,
            (JournalPayload.case_id == JournalEntry.case_id)
            & (JournalPayload.seq == JournalEntry.seq),
        )
        .where(JournalEntry.case_id == case)
    )
    return {row.seq: row.event for row in rows}


def erase_payloads(connection: Connection, case: str, lines: Iterable[int]) -> None:
    """Delete the lines' payloads with their salts, without which the digests give nothing away."""
    connection.execute(
        delete(JournalPayload).where(
            JournalPayload.case_id == case, JournalPayload.seq.in_(list(lines))
        )
    )
