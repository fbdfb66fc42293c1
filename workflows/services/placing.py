"""The meetings on whose agenda a case may come next, and how late it would be there."""

from dataclasses import dataclass
from datetime import date

from workflows.engine.commands.meetings import MeetingRef
from workflows.engine.facts import CaseFacts
from workflows.engine.meeting import agenda_closes
from workflows.records.dispatches import dispatched
from workflows.services.calendars import meetings_after
from workflows.services.installation import Installation


@dataclass(frozen=True, slots=True)
class OfferedMeeting:
    """A meeting that a case may be put on."""

    meeting: MeetingRef
    closes: date
    """The last day that its agenda takes the case without a reason, unless it is sent out."""
    is_sent: bool
    """Whether its agenda was sent out."""
    is_late: bool
    """Whether the case needs a reason to come on it (styrelsesloven § 8, stk. 4)."""


def offered_meetings(
    house: Installation, facts: CaseFacts, body: str, today: date, most: int
) -> list[OfferedMeeting]:
    """The body's next meetings, at most so many, as this case would come on them."""
    coming = meetings_after(house, body, today, most)
    with house.database.connect() as connection:
        sent = dispatched(connection, [meeting.id for meeting in coming])
    return [offered(facts, meeting, today, is_sent=meeting.id in sent) for meeting in coming]


def offered(facts: CaseFacts, meeting: MeetingRef, today: date, *, is_sent: bool) -> OfferedMeeting:
    """The meeting as this case would come on it today."""
    closes = agenda_closes(facts, meeting)
    return OfferedMeeting(meeting, closes, is_sent, is_late=is_sent or today > closes)
