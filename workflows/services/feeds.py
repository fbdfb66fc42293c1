"""The public hearings as a feed to follow (Atom, RFC 4287) and a calendar (RFC 5545)."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from icalendar import Calendar, Event

from workflows.engine.vocabulary import HearingPhase
from workflows.records.public_hearings import ListedHearing
from workflows.services.hearing_words import calendar_day, ending_words, listed_deadline_words
from workflows.services.installation import Installation
from workflows.services.public_reading import Told
from workflows.services.wording.hearings import phase_words

_ATOM = "http://www.w3.org/2005/Atom"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML and calendars cannot hold."""

register_namespace("", _ATOM)


def atom(house: Installation, told: Sequence[Told]) -> bytes:
    """The feed; the same bytes for the same hearings."""
    base = house.settings.base_url.rstrip("/")
    feed = Element(_named("feed"), {"xml:lang": "da"})
    _add(feed, "id", f"{base}/hoeringer.atom")
    _add(feed, "title", f"Høringer i {house.definitions.municipality.name}")
    _add(feed, "updated", _instant(told[0].changed_at if told else _EPOCH))
    _link(feed, "self", "application/atom+xml", f"{base}/hoeringer.atom")
    _link(feed, "alternate", "text/html", f"{base}/hoeringer")
    author = SubElement(feed, _named("author"))
    _add(author, "name", house.definitions.municipality.name)
    for one in told:
        _add_entry(house, feed, base, one)
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add_entry(house: Installation, feed: Element, base: str, told: Told) -> None:
    hearing = told.hearing
    entry = SubElement(feed, _named("entry"))
    _add(entry, "id", f"urn:uuid:{hearing.id}")
    _add(entry, "title", _title(hearing))
    _add(entry, "published", _instant(hearing.opened_at))
    _add(entry, "updated", _instant(told.changed_at))
    _link(entry, "alternate", "text/html", f"{base}/hoeringer/{hearing.id}")
    _add(entry, "summary", f"{_status(house, hearing)}\n\n{hearing.text}")


def icalendar(house: Installation, told: Sequence[Told]) -> bytes:
    """The deadlines as whole days; an entry keeps its UID, and each new deadline raises SEQUENCE.

    A hearing that was withdrawn stays as a cancelled entry, so that calendars take it out.
    """
    base = house.settings.base_url.rstrip("/")
    whole = Calendar()
    whole.add("prodid", "-//Sagsgang//Høringer//DA")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", f"Høringsfrister, {house.definitions.municipality.name}")
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
    what = "Høring lukket" if hearing.closed_early else "Høringsfrist"
    entry.add("summary", _printable(f"{what}: {_title(hearing)}"))
    status = _status(house, hearing)
    entry.add("description", _printable(f"{status}\n{base}/hoeringer/{hearing.id}"))
    entry.add("url", f"{base}/hoeringer/{hearing.id}")
    entry.add("status", "CANCELLED" if withdrawn else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    return entry


def _title(hearing: ListedHearing) -> str:
    again = f", {hearing.round}. runde" if hearing.round > 1 else ""
    return f"{hearing.title} (sag {hearing.number}{again})"


def _status(house: Installation, hearing: ListedHearing) -> str:
    calendar = house.around.calendar
    until = listed_deadline_words(hearing, calendar)
    return ending_words(hearing, calendar) or f"{phase_words(hearing.phase)}, svarfrist {until}."


def _named(tag: str) -> str:
    return f"{{{_ATOM}}}{tag}"


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, _named(tag)).text = _printable(text)


def _link(parent: Element, rel: str, media_type: str, href: str) -> None:
    SubElement(parent, _named("link"), {"rel": rel, "type": media_type, "href": href})


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)
