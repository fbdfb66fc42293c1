"""A deadline as an entry for the recipient's own calendar (iCalendar, RFC 5545)."""

from datetime import datetime, timedelta

from icalendar import Calendar, Event

from workflows.engine.workdays import WorkCalendar


def deadline_entry(
    *,
    party: str,
    domain: str,
    summary: str,
    description: str,
    due_at: datetime,
    sequence: int,
    written_at: datetime,
    calendar: WorkCalendar,
    cancelled: bool = False,
) -> str:
    """A calendar of one entry, the same text for the same arguments.

    The entry fills the last whole day of the deadline, or, where the deadline is not a day's end,
    stands at its instant. A higher `sequence` replaces the party's earlier entry; a `cancelled` one
    takes it out of the calendar.
    """
    entry = Event()
    entry.add("uid", f"frist-{party}@{domain}")
    entry.add("sequence", sequence)
    entry.add("dtstamp", written_at.replace(microsecond=0))
    entry.add("summary", summary)
    entry.add("description", description)
    entry.add("transp", "TRANSPARENT")
    if cancelled:
        entry.add("status", "CANCELLED")
    last_day = calendar.local_date(due_at - timedelta(microseconds=1))
    if calendar.end_of(last_day) == due_at:
        entry.add("dtstart", last_day)
        entry.add("dtend", last_day + timedelta(days=1))
    else:
        entry.add("dtstart", due_at)
    whole = Calendar()
    whole.add("prodid", "-//Sagsgang//Frister//DA")
    whole.add("version", "2.0")
    whole.add("method", "CANCEL" if cancelled else "PUBLISH")
    whole.add_component(entry)
    written: bytes = whole.to_ical()
    return written.decode()
