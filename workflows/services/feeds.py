"""The public hearings as a feed to follow (Atom) and a calendar (RFC 5545)."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from workflows.engine.vocabulary import HearingPhase
from workflows.records.public_hearings import ListedHearing
from workflows.services.atom import Entry, atom_feed, printable
from workflows.services.installation import Installation
from workflows.services.public_reading import Told
from workflows.services.wording import papers as say
from workflows.services.wording.hearing_progress import (
    calendar_day,
    ending_words,
    listed_deadline_words,
)
from workflows.services.wording.hearings import phase_words


def atom(house: Installation, told: Sequence[Told]) -> bytes:
    """The feed; the same bytes for the same hearings."""
    title = say.hearings_in(house.definitions.municipality.name)
    entries = [_entry(house, one) for one in told]
    return atom_feed(house, title, "/hoeringer", "/hoeringer.atom", entries)


def _entry(house: Installation, told: Told) -> Entry:
    hearing = told.hearing
    return Entry(
        id=hearing.id,
        title=_title(hearing),
        published=hearing.opened_at,
        updated=told.changed_at,
        path=f"/hoeringer/{hearing.id}",
        summary=f"{_status(house, hearing)}\n\n{hearing.text}",
    )


def icalendar(house: Installation, told: Sequence[Told]) -> bytes:
    """The deadlines as whole days; an entry keeps its UID, and each new deadline raises SEQUENCE.

    A hearing that was withdrawn stays as a cancelled entry, so that calendars take it out.
    """
    base = house.settings.base_url.rstrip("/")
    whole = Calendar()
    whole.add("prodid", "-//Sagsgang//Høringer//DA")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", say.hearing_deadlines_of(house.definitions.municipality.name))
    for one in told:
        whole.add_component(_deadline(house, base, one))
    written: bytes = whole.to_ical()
    return written


def _deadline(house: Installation, base: str, told: Told) -> Event:
    hearing = told.hearing
    withdrawn = hearing.phase is HearingPhase.WITHDRAWN
    day = calendar_day(hearing, house.around.calendar)
    entry = Event()
    entry.add("uid", f"hoering-{hearing.id}@{urlsplit(base).hostname or 'sagsgang'}")
    entry.add("sequence", hearing.due_version + (withdrawn or hearing.closed_early))
    entry.add("dtstamp", told.changed_at.replace(microsecond=0))
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    what = say.HEARING_IS_CLOSED if hearing.closed_early else say.HEARING_DEADLINE
    entry.add("summary", printable(f"{what}: {_title(hearing)}"))
    status = _status(house, hearing)
    entry.add("description", printable(f"{status}\n{base}/hoeringer/{hearing.id}"))
    entry.add("url", f"{base}/hoeringer/{hearing.id}")
    entry.add("status", "CANCELLED" if withdrawn else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    return entry


def _title(hearing: ListedHearing) -> str:
    again = f", {hearing.round}. runde" if hearing.round > 1 else ""
    return say.hearing_of_case(hearing.title, hearing.number, again)


def _status(house: Installation, hearing: ListedHearing) -> str:
    calendar = house.around.calendar
    until = listed_deadline_words(hearing, calendar)
    return ending_words(hearing, calendar) or say.with_a_deadline(phase_words(hearing.phase), until)
