"""Published agendas and minutes as a feed to follow."""

from collections.abc import Iterable

from workflows.services.atom import Entry, atom_feed
from workflows.services.installation import Installation
from workflows.services.public_meetings import LineKind, PublicMeeting
from workflows.services.wording import papers as say


def agenda_feed(house: Installation, told: Iterable[PublicMeeting]) -> bytes:
    """The feed; an entry per meeting, which is renewed by supplements and by the minutes."""
    title = say.agendas_and_minutes_of(house.definitions.municipality.name)
    entries = [_entry(meeting) for meeting in told]
    return atom_feed(house, title, "/dagsordener", "/dagsordener.atom", entries)


def _entry(meeting: PublicMeeting) -> Entry:
    cases = [line for line in meeting.lines if line.kind is not LineKind.STANDING]
    return Entry(
        id=meeting.listed.id,
        title=meeting.title,
        published=meeting.listed.published_at,
        updated=meeting.listed.changed_at,
        path=f"/dagsordener/{meeting.listed.id}",
        summary="\n".join(
            f"{line.number}. {line.title}{f': {line.decided}' if line.decided else ''}"
            for line in cases
        ),
    )
