"""What is lawful but poor about the plan of a hearing, and what would be better; moves nothing."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from workflows.engine.definition import HearingRule, MeetingCalendar
from workflows.engine.periods import Period, Unit
from workflows.engine.vocabulary import CautionCode
from workflows.engine.whom_to_hear import ToHear
from workflows.engine.workdays import WorkCalendar

TIME_TO_WRITE = Period(2, Unit.WORKING_DAYS)
"""What a body is given after its meeting, so that what it agreed on can be written and sent."""

_JULY = 7
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AdvisedParty:
    """A party of the plan, as far as advice goes."""

    name: str
    body: str | None
    """The body's code; None for an ad hoc circle."""
    due_on: date
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdvisedPlan:
    """What a hearing is planned to be, if it were sent today."""

    rule: HearingRule | None
    today: date
    due_on: date
    parties: tuple[AdvisedParty, ...]
    not_heard: tuple[ToHear, ...] = ()
    """Who must be heard and is neither a party nor left out with a reason."""
    unreachable: frozenset[str] = frozenset()
    """Addresses, casefolded, that a mail came back from the last time."""
    heard_before: tuple[AdvisedParty, ...] = ()
    """The parties of the round before."""
    unscanned: tuple[str, ...] = ()
    """Names of the documents that the virus scanner has not let through."""


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing that an officer should know before anything is sent."""

    code: CautionCode
    party: AdvisedParty | None = None
    """The party that it is about; None for the hearing as a whole."""
    due_on: date | None = None
    """The deadline that it is about."""
    proposed: date | None = None
    """A better deadline."""
    meets_on: date | None = None
    """The party's next meeting, which comes too late."""
    detail: str = ""
    """What the day is called, the legal source, the address or the document."""
    days: int = 0
    """How many days of July there are in the hearing."""
    not_heard: ToHear | None = None

    @property
    def refused(self) -> bool:
        """Whether the hearing cannot be sent so at all."""
        return self.code in _REFUSED


_REFUSED = (CautionCode.DAY_PAST, CautionCode.MINIMUM_PERIOD, CautionCode.NOT_HEARD)


def cautions(
    plan: AdvisedPlan, calendar: WorkCalendar, meetings: Mapping[str, MeetingCalendar]
) -> tuple[Caution, ...]:
    """Everything poor about the plan, what cannot be sent so first; `meetings` by body code."""
    return (
        *_past(plan, calendar),
        *_too_short(plan, calendar),
        *(Caution(CautionCode.NOT_HEARD, not_heard=one) for one in plan.not_heard),
        *_heard_before(plan),
        *_on_closed_days(plan, calendar),
        *_in_july(plan, calendar),
        *_without_meeting(plan, calendar, meetings),
        *_unreachable(plan),
        *(Caution(CautionCode.NOT_SCANNED, detail=name) for name in plan.unscanned),
    )


def _every_deadline(plan: AdvisedPlan) -> Iterator[tuple[AdvisedParty | None, date]]:
    """The hearing's deadline, and that of each party that has another."""
    yield None, plan.due_on
    for party in plan.parties:
        if party.due_on != plan.due_on:
            yield party, party.due_on


def _deadlines(plan: AdvisedPlan) -> Iterator[tuple[AdvisedParty | None, date]]:
    """Those that are to come: of a day that is past there is nothing else to say."""
    return ((party, due_on) for party, due_on in _every_deadline(plan) if due_on >= plan.today)


def _past(plan: AdvisedPlan, calendar: WorkCalendar) -> Iterator[Caution]:
    usual = plan.rule.usual if plan.rule else Period(1, Unit.WORKING_DAYS)
    proposed = calendar.next_working_day(calendar.add(plan.today, usual))
    for party, due_on in _every_deadline(plan):
        if due_on < plan.today:
            yield Caution(CautionCode.DAY_PAST, party, due_on, proposed)


def _too_short(plan: AdvisedPlan, calendar: WorkCalendar) -> Iterator[Caution]:
    if plan.rule is None or plan.rule.minimum is None:
        return
    earliest = calendar.add(plan.today, plan.rule.minimum)
    for party, due_on in _deadlines(plan):
        if due_on < earliest:
            proposed = calendar.next_working_day(earliest)
            yield Caution(
                CautionCode.MINIMUM_PERIOD, party, due_on, proposed, detail=plan.rule.source
            )


def _on_closed_days(plan: AdvisedPlan, calendar: WorkCalendar) -> Iterator[Caution]:
    """Lawful, yet poor: nobody is there to be asked (the deadline itself is never moved)."""
    for party, due_on in _deadlines(plan):
        closed = calendar.why_closed(due_on)
        if closed is not None:
            proposed = calendar.next_working_day(due_on)
            yield Caution(CautionCode.CLOSED_DAY, party, due_on, proposed, detail=closed)


def _in_july(plan: AdvisedPlan, calendar: WorkCalendar) -> Iterator[Caution]:
    for party, due_on in _deadlines(plan):
        length = (due_on - plan.today).days
        days = sum(_is_in_july(plan.today + number * _DAY) for number in range(1, length + 1))
        if days and (_is_in_july(due_on) or 2 * days >= length):
            proposed = _as_long_without_july(plan.today, length, calendar)
            yield Caution(CautionCode.JULY, party, due_on, proposed, days=days)


def _as_long_without_july(today: date, length: int, calendar: WorkCalendar) -> date:
    """The working day on which as many days have passed, those of July not counted."""
    day, left = today, length
    while left:
        day += _DAY
        left -= not _is_in_july(day)
    return calendar.next_working_day(day)


def _is_in_july(day: date) -> bool:
    return day.month == _JULY


def _without_meeting(
    plan: AdvisedPlan, calendar: WorkCalendar, meetings: Mapping[str, MeetingCalendar]
) -> Iterator[Caution]:
    """Councils answer at their meetings; what comes today they cannot have on today's agenda."""
    for party in plan.parties:
        known = meetings.get(party.body or "")
        if known is None or party.due_on < plan.today:
            continue
        meets_on = known.next_after(plan.today + _DAY)
        if meets_on is None or meets_on > party.due_on:
            proposed = calendar.add(meets_on, TIME_TO_WRITE) if meets_on else None
            yield Caution(CautionCode.NO_MEETING, party, party.due_on, proposed, meets_on=meets_on)


def _heard_before(plan: AdvisedPlan) -> Iterator[Caution]:
    """Who was heard in the round before and is not now, unless a rule asks for it anyhow."""
    heard = {party.body or party.name.casefold() for party in plan.parties}
    ruled = {one.body for one in plan.not_heard}
    for party in plan.heard_before:
        if (party.body or party.name.casefold()) not in heard and party.body not in ruled:
            yield Caution(CautionCode.HEARD_BEFORE, party)


def _unreachable(plan: AdvisedPlan) -> Iterator[Caution]:
    for party in plan.parties:
        for address in _dead(party.addresses, plan.unreachable):
            yield Caution(CautionCode.UNREACHABLE, party, detail=address)


def _dead(addresses: Collection[str], unreachable: frozenset[str]) -> list[str]:
    return [address for address in addresses if address.casefold() in unreachable]
