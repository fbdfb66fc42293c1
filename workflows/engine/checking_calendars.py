"""Checks the meeting calendars and the days that the municipality is closed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from itertools import pairwise

from workflows.engine.checking_layout import BODIES
from workflows.engine.closed_days import MOVABLE_DAYS, closed_in
from workflows.engine.definition import Body, MeetingCalendar, MeetingChange
from workflows.engine.errors import WrongInput
from workflows.engine.faults import Unknown
from workflows.engine.meeting_days import (
    MeetingRule,
    days_by_rule,
    days_held,
    read_month,
    read_rule,
)
from workflows.engine.periods import Period, Unit
from workflows.engine.quoting import nearest, nearest_or_all, shown
from workflows.engine.sections import Section
from workflows.engine.spans import always_shorter
from workflows.engine.wording import faulty_calendars as say

_UNREAD = Period(1, Unit.DAYS)
_LONGEST = timedelta(days=20 * 366)
"""How long a rule may go on."""


def read_calendars(file: Section, bodies: Collection[Body] | None) -> Mapping[str, MeetingCalendar]:
    """The calendars by body code; `bodies` is None when their file could not be read."""
    calendars: dict[str, MeetingCalendar] = {}
    for section in file.tables("calendar", "body"):
        calendar = _calendar(section)
        _of_known_body(section, calendar.body, bodies)
        if calendar.body in calendars:
            section.fault("body", say.body_has_two_calendars(calendar.body), say.PUT_THEM_IN_ONE)
        calendars.setdefault(calendar.body, calendar)
    file.close()
    return calendars


def _of_known_body(section: Section, code: str, bodies: Collection[Body] | None) -> None:
    if not code or bodies is None:
        return
    codes = [body.code for body in bodies]
    if code not in codes:
        unknown, what = Unknown(code, BODIES, "body"), say.does_not_know(shown(code))
        section.unknown("body", unknown, what, nearest_or_all(code, codes))


def _calendar(section: Section) -> MeetingCalendar:
    rule = _rule(section)
    listed = _dates(section, required=not section.has("rule"))
    changes = (*_moved(section), *_cancelled(section))
    if rule is not None or not section.has("rule"):
        _report_changes(section, {*listed, *(days_by_rule(rule) if rule else ())}, changes)
    why = days_held(rule, listed, changes)
    if rule is not None:
        _report_holidays(section, why)
    calendar = MeetingCalendar(
        body=section.line("body"),
        dates=tuple(why),
        starts=section.time("starts") or time(),
        cutoff=section.period("cutoff") or _UNREAD,
        dispatch=section.period("dispatch") or _UNREAD,
        reasons=why,
        changes=changes,
        opening_items=section.lines("opening_items", required=False),
        closing_items=section.lines("closing_items", required=False),
    )
    section.close()
    if always_shorter(calendar.cutoff, calendar.dispatch) and calendar.cutoff is not _UNREAD:
        section.fault("cutoff", say.CLOSES_AFTER_DISPATCH, say.LENGTHEN_CUTOFF)
    return calendar


def _rule(section: Section) -> MeetingRule | None:
    """The rule with its period; None where there is none, or it cannot be read."""
    given = section.has("rule")
    text = section.line("rule", required=False)
    without = _months(section)
    first, last = (section.value(key, date, required=given) for key in ("from", "to"))
    if not given:
        for key in ("from", "to", "except"):
            if key in section.values:
                section.fault(key, say.BELONGS_TO_A_RULE, say.WRITE_A_RULE)
        return None
    try:
        ordinal, weekday = read_rule(text)
    except WrongInput as problem:
        if text:
            _tell(section, "rule", problem)
        return None
    if first is None or last is None:
        return None
    if not first <= last <= first + _LONGEST:
        section.fault("to", say.span_is_wrong(last, first), say.MEND_FROM_OR_TO)
        return None
    return MeetingRule(ordinal, weekday, text, first, last, without)


def _months(section: Section) -> tuple[int, ...]:
    months = list[int]()
    for number, name in enumerate(section.lines("except", required=False), 1):
        try:
            months.append(read_month(name))
        except WrongInput as problem:
            _tell(section, f"except[{number}]", problem)
    return tuple(months)


def _tell(section: Section, key: str, problem: WrongInput) -> None:
    what, _, hint = str(problem).partition(" — ")
    section.fault(key, what, hint)


def _moved(section: Section) -> Iterator[MeetingChange]:
    for table in section.tables("moved", "from", required=False):
        day, to, reason = table.value("from", date), table.value("to", date), table.line("reason")
        table.close()
        if day and to:
            yield MeetingChange(day, to, reason)


def _cancelled(section: Section) -> Iterator[MeetingChange]:
    for table in section.tables("cancelled", "date", required=False):
        day, reason = table.value("date", date), table.line("reason")
        table.close()
        if day:
            yield MeetingChange(day, None, reason)


def _report_changes(
    section: Section, days: Collection[date], changes: Iterable[MeetingChange]
) -> None:
    """A fault for each change of a meeting that there is not, and for two meetings on one day."""
    gone, taken = set[date](), set(days)
    for change in changes:
        key = "cancelled" if change.to is None else "moved"
        if change.day in gone:
            section.fault(key, say.is_changed_twice(change.day), say.DELETE_ONE)
        elif change.day not in days:
            section.fault(key, say.no_meeting_on(change.day), say.WRITE_A_DAY_OF_THE_RULE)
        gone.add(change.day)
        taken.discard(change.day)
    for change in changes:
        if change.to in taken:
            section.fault("moved", say.already_a_meeting_on(change.to), say.CHOOSE_ANOTHER_DAY)
        elif change.to is not None:
            taken.add(change.to)


def _report_holidays(section: Section, days: Iterable[date]) -> None:
    """A meeting that falls on a holiday is never moved in silence."""
    for day in days:
        holiday = closed_in(day.year, ()).get(day)
        if holiday:
            section.fault("rule", say.day_is_a_holiday(day, holiday), say.MOVE_OR_CANCEL)


def _dates(section: Section, *, required: bool) -> tuple[date, ...]:
    dates = section.items("dates", date, required=required)
    for number, (earlier, later) in enumerate(pairwise(dates), 2):
        if later == earlier:
            section.fault(f"dates[{number}]", say.day_stands_twice(later), say.DELETE_ONE)
        elif later < earlier:
            section.fault(
                f"dates[{number}]", say.stands_after(later, earlier), say.WRITE_DATES_IN_ORDER
            )
    return tuple(dates)


def read_closed_days(section: Section) -> tuple[str, ...]:
    """Closed days as `MM-DD`, each a day that exists (29 February too), or as a movable day."""
    days = section.lines("closed_days", required=False)
    for number, day in enumerate(days, 1):
        if not (_exists(day) or day in MOVABLE_DAYS):
            hint = nearest(day, MOVABLE_DAYS) or say.WRITE_MONTH_AND_DAY
            section.fault(f"closed_days[{number}]", say.is_no_day(shown(day)), hint)
        elif day in days[: number - 1]:
            section.fault(
                f"closed_days[{number}]", say.month_day_stands_twice(shown(day)), say.DELETE_ONE
            )
    return days


def _exists(day: str) -> bool:
    try:
        return date.fromisoformat(f"2024-{day}").strftime("%m-%d") == day
    except ValueError:
        return False
