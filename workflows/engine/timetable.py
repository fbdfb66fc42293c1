"""The time and process plan of a route: forward from a day, or backward from a meeting's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workflows.engine.daywords import day_figures
from workflows.engine.definition import HearingRule, MeetingCalendar
from workflows.engine.errors import WrongInput
from workflows.engine.route import Step
from workflows.engine.vocabulary import BodyKind, StepKind
from workflows.engine.wording import days as say
from workflows.engine.workdays import WorkCalendar, compute_deadline, reason_before

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step with its days; they are None where no calendar gives any."""

    step: Step
    begins_on: date | None
    """The day a hearing is sent, or the last day that the meeting's agenda takes the case."""
    dispatch_on: date | None
    """The day that the meeting's agenda is sent out."""
    ends_on: date | None
    """The last day of a hearing, or the day of the meeting."""
    reasons: tuple[str, ...]
    """Danish sentences: why the days are these, or why there are none."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """All steps in order."""

    begins_on: date | None
    """The day the case has to be ready to be sent on; None where that cannot be told."""
    steps: tuple[PlannedStep, ...]

    @property
    def ends_on(self) -> date | None:
        """The day of the last step; None where that cannot be told."""
        return self.steps[-1].ends_on if self.steps else self.begins_on


@dataclass(frozen=True, slots=True)
class Ground:
    """What a plan is made on."""

    days: WorkCalendar
    calendars: Mapping[str, MeetingCalendar]
    """By body code."""
    hearing: HearingRule | None
    """The kind of hearing that is planned with."""


@dataclass(frozen=True, slots=True)
class _Meeting:
    meets_on: date
    closes_on: date
    dispatch_on: date
    reason: str


def forward(
    ground: Ground, steps: Sequence[Step], start: date, *, after_meeting: bool = False
) -> Timetable:
    """The earliest days when the case is ready to be sent on by `start`.

    `after_meeting`: it was a body that sent it on, whose cases an agenda takes for longer.
    """
    ready: date | None = ground.days.next_working_day(start)
    begins = ready
    planned: list[PlannedStep] = []
    for number, step in enumerate(steps):
        came = after_meeting if number == 0 else steps[number - 1].kind is StepKind.MEETING
        if ready is None:
            planned.append(_unknown(step, say.DEPENDS_ON_THE_STEP_BEFORE))
        elif step.kind is StepKind.HEARING:
            planned.append(_hearing_from(ground, step, ready))
            ready = _next_day(ground, planned[-1].ends_on)
        elif step.body not in ground.calendars:
            planned.append(_unknown(step, say.HAS_NO_CALENDAR))
        else:
            taken = _first_open(ground, step, ready, came=came)
            planned.append(_at(step, taken) if taken else _unknown(step, say.CALENDAR_HAS_ENDED))
            ready = _next_day(ground, planned[-1].ends_on)
    return Timetable(begins, tuple(planned))


def backward(ground: Ground, steps: Sequence[Step], council: date) -> Timetable:
    """The latest days by which the council, or else the last body, treats the case on a day.

    Raises WrongInput when it has no meeting then. Steps after it are planned forward.
    """
    last = _last_meeting(steps)
    planned = [_final(ground, steps, last, council)]
    by = planned[0].begins_on
    for number in range(last - 1, -1, -1):
        step, came = steps[number], number > 0 and steps[number - 1].kind is StepKind.MEETING
        planned.insert(0, _before(ground, step, by, came=came))
        if step.kind is StepKind.HEARING or step.body in ground.calendars:
            by = planned[0].begins_on
    after = forward(ground, steps[last + 1 :], council + _DAY, after_meeting=True)
    return Timetable(by, (*planned, *after.steps))


def _last_meeting(steps: Sequence[Step]) -> int:
    meetings = [n for n, step in enumerate(steps) if step.kind is StepKind.MEETING]
    if not meetings:
        raise WrongInput(say.NOTHING_TO_PLAN_BACK_FROM)
    of_council = [n for n in meetings if steps[n].body_kind is BodyKind.COUNCIL]
    return (of_council or meetings)[-1]


def _final(ground: Ground, steps: Sequence[Step], last: int, council: date) -> PlannedStep:
    step = steps[last]
    came = last > 0 and steps[last - 1].kind is StepKind.MEETING
    if council not in _dates(ground, step):
        raise WrongInput(_no_meeting(ground, step, council))
    return _at(step, _meeting(ground, step, council, came=came))


def _no_meeting(ground: Ground, step: Step, council: date) -> str:
    calendar = ground.calendars.get(step.body or "")
    if calendar is None:
        return f"{step.title} {say.HAS_NO_CALENDAR}"
    near = sorted(calendar.dates, key=lambda day: abs((day - council).days))[:2]
    told = " og ".join(day_figures(day) for day in sorted(near))
    return say.has_no_meeting_on(step.title, day_figures(council), told)


def _before(ground: Ground, step: Step, by: date | None, *, came: bool) -> PlannedStep:
    """The step so late that the next one still takes the case, on `by` at the latest."""
    if by is None:
        return _unknown(step, say.DEPENDS_ON_THE_STEP_AFTER)
    if step.kind is StepKind.HEARING:
        return _hearing_until(ground, step, by)
    if step.body not in ground.calendars:
        return _unknown(step, say.HAS_NO_CALENDAR)
    found = _last_before(ground, step, by, came=came)
    return _at(step, found) if found else _unknown(step, say.NO_MEETING_EARLY_ENOUGH)


def _hearing_from(ground: Ground, step: Step, ready: date) -> PlannedStep:
    if ground.hearing is None:
        return _unknown(step, say.TYPE_HAS_NO_HEARING)
    due = compute_deadline(ground.days, ready, ground.hearing.usual)
    return PlannedStep(step, ready, None, due.next_working_day, due.reasons)


def _hearing_until(ground: Ground, step: Step, by: date) -> PlannedStep:
    """Sent so late that it has ended the day before `by`, and on a working day."""
    if ground.hearing is None:
        return _unknown(step, say.TYPE_HAS_NO_HEARING)
    days = ground.days
    last = days.working_day_before_or_on(by - _DAY)
    sent = days.working_day_before_or_on(days.subtract(last, ground.hearing.usual))
    while compute_deadline(days, sent, ground.hearing.usual).next_working_day > last:
        sent = days.working_day_before_or_on(sent - _DAY)
    return _hearing_from(ground, step, sent)


def _next_day(ground: Ground, day: date | None) -> date | None:
    """The day after what ends then: minutes are closed, answers gathered."""
    return ground.days.next_working_day(day + _DAY) if day else None


def _first_open(ground: Ground, step: Step, ready: date, *, came: bool) -> _Meeting | None:
    """The first meeting whose agenda still takes the case when it is ready."""
    dates = [day for day in _dates(ground, step) if day >= ready]
    meetings = (_meeting(ground, step, day, came=came) for day in dates)
    return next((one for one in meetings if one.closes_on >= ready), None)


def _last_before(ground: Ground, step: Step, by: date, *, came: bool) -> _Meeting | None:
    """The last meeting that is over in time for an agenda that closes on `by`."""
    early = [day for day in _dates(ground, step) if (_next_day(ground, day) or day) <= by]
    return _meeting(ground, step, max(early), came=came) if early else None


def _dates(ground: Ground, step: Step) -> tuple[date, ...]:
    calendar = ground.calendars.get(step.body or "")
    return calendar.dates if calendar else ()


def _meeting(ground: Ground, step: Step, day: date, *, came: bool) -> _Meeting:
    """A meeting of the body; what another body has sent on is taken until the agenda goes out."""
    calendar = ground.calendars[step.body or ""]
    period = calendar.dispatch if came else calendar.cutoff
    why = say.AGENDA_IS_SENT_OUT if came else say.AGENDA_CLOSES
    return _Meeting(
        day,
        ground.days.subtract(day, period),
        ground.days.subtract(day, calendar.dispatch),
        f"{why} {reason_before(ground.days, day, period)}",
    )


def _at(step: Step, meeting: _Meeting) -> PlannedStep:
    return PlannedStep(
        step, meeting.closes_on, meeting.dispatch_on, meeting.meets_on, (meeting.reason,)
    )


def _unknown(step: Step, why: str) -> PlannedStep:
    return PlannedStep(step, None, None, None, (why,))
