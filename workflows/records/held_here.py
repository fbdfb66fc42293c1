"""Whether a meeting was held here, or is only told of by texts that were imported."""

from sqlalchemy import Connection, select

from workflows.engine.vocabulary import Event
from workflows.records.journal import JournalEntry
from workflows.records.meetings import AgendaItem, Meeting

_IMPORTED = (
    select(JournalEntry.seq)
    .where(
        JournalEntry.case_id == AgendaItem.case_id,
        JournalEntry.event == Event.CASE_IMPORTED,
        JournalEntry.at >= Meeting.closed_at,
    )
    .correlate(AgendaItem, Meeting)
    .exists()
)

HELD_HERE = (
    select(AgendaItem.id)
    .where(AgendaItem.meeting_id == Meeting.id, ~_IMPORTED)
    .correlate(Meeting)
    .exists()
)
"""Of a meeting that is closed: anything on it was treated here."""


def is_held_here(connection: Connection, meeting: str) -> bool:
    """Whether anything on the meeting, which is closed, was treated here."""
    found = select(Meeting.id).where(Meeting.id == meeting, HELD_HERE)
    return connection.execute(found).first() is not None
