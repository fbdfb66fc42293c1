"""An officer's own cases as a calendar to subscribe to (RFC 5545), by a secret address."""

import secrets
from datetime import date, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from workflows.engine.vocabulary import Openness
from workflows.records.calendar_links import (
    calendar_link_made_at,
    drop_calendar_link,
    keep_calendar_link,
    officer_of_calendar,
)
from workflows.records.database import in_transaction
from workflows.records.sign_ins import Role
from workflows.services.atom import printable
from workflows.services.desk import viewer
from workflows.services.errors import NotFound
from workflows.services.front_page import CaseLine, front_page
from workflows.services.installation import Installation
from workflows.services.wording import papers as say
from workflows.services.wording.next_steps import calendar_words


def new_calendar_link(house: Installation, officer: str) -> str:
    """The address of the officer's calendar, shown this once; the one before opens nothing more."""
    secret, now = secrets.token_urlsafe(32), house.real_clock()
    in_transaction(house.database, lambda one: keep_calendar_link(one, officer, _hash(secret), now))
    return f"{house.settings.base_url.rstrip('/')}/kalender/{secret}.ics"


def take_calendar_link_away(house: Installation, officer: str) -> None:
    """Let the officer's address open nothing more."""
    in_transaction(house.database, lambda one: drop_calendar_link(one, officer))


def calendar_link_since(house: Installation, officer: str) -> datetime | None:
    """When the officer's address was made; None where there is none."""
    with house.database.connect() as connection:
        return calendar_link_made_at(connection, officer)


def own_calendar(house: Installation, secret: str) -> bytes:
    """The days of the officer's open cases, as the front page tells them; raises NotFound.

    An entry keeps its UID while the case waits for the same, and a later day takes the place of
    the earlier. What has been done is not in it, and calendars take it out. The title of a closed
    case is not told.
    """
    with house.database.connect() as connection:
        account = officer_of_calendar(connection, _hash(secret))
    if account is None or account.role != Role.OFFICER:
        raise NotFound("calendar")
    front = front_page(house, viewer(account))
    whole = Calendar()
    whole.add("prodid", "-//Sagsgang//Sager//DA")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", printable(say.cases_of(account.name)))
    written_at = house.around.calendar.end_of(front.today - timedelta(days=1))
    for line in (*front.mine, *front.others):
        if line.turn.due_on is not None:
            whole.add_component(_entry(house, line, line.turn.due_on, written_at))
    written: bytes = whole.to_ical()
    return written


def _entry(house: Installation, line: CaseLine, day: date, written_at: datetime) -> Event:
    facts = line.facts
    base = house.settings.base_url.rstrip("/")
    closed = facts.openness is Openness.CLOSED
    title = say.CLOSED_CASE if closed else facts.title
    entry = Event()
    entry.add("uid", f"{line.turn.step}-{facts.id}@{urlsplit(base).hostname or 'sagsgang'}")
    entry.add("sequence", facts.version)
    entry.add("dtstamp", written_at)
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("summary", printable(f"{calendar_words(line.turn)}: {title} ({facts.number})"))
    entry.add("description", f"{base}/sager/{facts.id}")
    entry.add("url", f"{base}/sager/{facts.id}")
    entry.add("transp", "TRANSPARENT")
    return entry


def _hash(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()
