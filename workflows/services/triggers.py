"""Reads what a page or the API gives with a trigger into the command that the engine decides on."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from workflows.engine.casework import kept_steps, standing_at
from workflows.engine.commands.cases import Hold, Reopen, Reroute, Resume, Submit, Withdraw
from workflows.engine.commands.command import Command
from workflows.engine.commands.hearings import CloseHearing, OpenHearing
from workflows.engine.commands.meetings import (
    CallIn,
    Decide,
    MeetingRef,
    PointDecision,
    PutOnAgenda,
    RemarkText,
    TakeEffect,
    TakeOffAgenda,
    VoteCount,
)
from workflows.engine.deciding import require_possible
from workflows.engine.definition import Body
from workflows.engine.errors import Incomplete, Lack, Missing, WrongInput
from workflows.engine.facts import CaseFacts
from workflows.engine.naming import find_body
from workflows.engine.renaming import bodies_gone, same_stations
from workflows.engine.route import rewrite, route_through, split_state, step
from workflows.engine.route_of_type import require_hearings_for
from workflows.engine.sagsgang import read_line
from workflows.engine.vocabulary import BodyKind, Effect, Trigger
from workflows.records.agendas import closed_meetings, kept_open, was_on_agenda
from workflows.records.database import Transaction
from workflows.records.dispatches import dispatched, dispatched_days
from workflows.services.calendars import meeting_on, next_open_agenda
from workflows.services.installation import Installation
from workflows.services.promises import PromiseGiven, read_promise
from workflows.services.wording import acts as say


@dataclass(frozen=True, slots=True)
class Arguments:
    """What any trigger may be given; each takes what it needs and is told what it lacks."""

    reason: str = ""
    meets_on: date | None = None
    word: str = ""
    text: str = ""
    points: tuple[PointDecision, ...] = ()
    remarks: tuple[RemarkText, ...] = ()
    absentees: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    substitutes: tuple[str, ...] = ()
    votes: tuple[VoteCount, ...] = ()
    effect: Effect | None = None
    refer_to: str = ""
    """A body's code, name or alias."""
    deferred_to: date | None = None
    """The day of the later meeting that a deferral names."""
    member: str = ""
    via: str = ""
    route: str = ""
    """A whole sagsgang line, the walked part included."""
    promises: tuple[PromiseGiven, ...] = ()
    ahead: bool = False
    """Decide as if the day of the meeting had come; outside production alone."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a command is made from besides the case, once that is locked."""

    connection: Transaction
    house: Installation
    today: date


Maker = Callable[[Around, CaseFacts, Arguments], Command]


def command_for(
    connection: Transaction, house: Installation, trigger: Trigger, given: Arguments
) -> Callable[[CaseFacts, datetime], Command]:
    """How to make the trigger's command, once the case is read under its lock.

    What else it needs is read in the same transaction, after the lock. Making it raises NotAllowed
    when the case has no such way out, and only then Incomplete for an argument that is missing and
    WrongInput for one that cannot be read.
    """

    def make(facts: CaseFacts, now: datetime) -> Command:
        require_possible(facts, trigger)
        today = house.around.calendar.local_date(now)
        return _MAKERS[trigger](Around(connection, house, today), facts, given)

    return make


def _put_on_agenda(around: Around, facts: CaseFacts, given: Arguments) -> Command:
    """On the agenda of the day given, also when it is closed: what cannot wait may go later."""
    key, _ = split_state(facts.state)
    here = step(facts.route, key or "")
    body = here.body or ""
    if body not in around.house.around.bodies:
        raise Incomplete(Missing(Lack.BODY_IS_GONE, here.title))
    closed = closed_meetings(around.connection, body)
    sent = dispatched_days(around.connection, body)
    meeting = _meeting_for(around, facts, body, given.meets_on, closed | sent)
    while meeting and meeting.meets_on not in closed and not kept_open(around.connection, meeting):
        # It was closed since we looked.
        closed |= {meeting.meets_on}
        meeting = _meeting_for(around, facts, body, given.meets_on, closed | sent)
    if meeting is None:
        raise Incomplete(Missing(Lack.MEETING, here.title))
    if meeting.meets_on in closed:
        raise Incomplete(Missing(Lack.MEETING_IS_CLOSED, meeting.meets_on.isoformat()))
    # Asked again, for only now nobody sends it out before this is done.
    is_sent = bool(dispatched(around.connection, [meeting.id]))
    return PutOnAgenda(meeting, given.reason, is_sent=is_sent)


def _meeting_for(
    around: Around, facts: CaseFacts, body: str, asked: date | None, closed: Collection[date]
) -> MeetingRef | None:
    """The meeting of the day that was asked for, else the first that is open to the case."""
    if asked is not None:
        return meeting_on(around.house, body, asked)
    return next_open_agenda(around.house, facts, body, around.today, closed)


def decision_in(house: Installation, facts: CaseFacts, given: Arguments) -> Decide:
    """The decision that was written.

    Raises Incomplete for a body that nobody knows, and WrongInput for a later meeting that the
    calendar does not have.
    """
    body, later = facts.item.body if facts.item else "", given.deferred_to
    if later is not None and meeting_on(house, body, later) is None:
        raise WrongInput(say.no_meeting_of_the_body(later), "deferred_to")
    return Decide(
        word=given.word,
        text=given.text,
        points=given.points,
        remarks=given.remarks,
        absentees=given.absentees,
        partial=given.partial,
        substitutes=given.substitutes,
        votes=given.votes,
        effect=given.effect,
        refer_to=_body(house, given.refer_to) if given.refer_to else None,
        deferred_to=later,
        ahead=given.ahead and not house.settings.production,
    )


def _decide(around: Around, facts: CaseFacts, given: Arguments) -> Command:
    promises = (read_promise(around.connection, around.house, facts, one) for one in given.promises)
    return replace(decision_in(around.house, facts, given), promises=tuple(promises))


def _call_in(around: Around, facts: CaseFacts, given: Arguments) -> Command:
    house = around.house
    council = next(b for b in house.definitions.bodies if b.kind is BodyKind.COUNCIL)
    via = _body(house, given.via) if given.via else None
    four_eyes = house.definitions.municipality.four_eyes
    return CallIn(given.member, council, via, four_eyes=four_eyes)


def _reroute(around: Around, facts: CaseFacts, given: Arguments) -> Command:
    """The line is read whole; its steps after those that must stay are numbered on from these."""
    register = around.house.definitions.bodies
    gone = bodies_gone(facts.route, register)
    reading = read_line(given.route, (*register, *gone))
    wanted = route_through(reading.words)
    key, _ = split_state(standing_at(facts))
    untouched = key is None or not was_on_agenda(around.connection, facts.id, key)
    stays = kept_steps(facts, untouched=untouched)
    kept = facts.route.steps[:stays]
    if not same_stations(wanted.steps[:stays], kept, register):
        names = ", ".join(each.title for each in kept)
        raise Incomplete(Missing(Lack.ROUTE_KEEPS_WALKED, names))
    for ahead in wanted.steps[stays:]:
        if ahead.body in {body.code for body in gone}:
            raise Incomplete(Missing(Lack.BODY_IS_GONE, ahead.title))
    require_hearings_for(wanted.steps[stays:], facts.case_type)
    route = rewrite(facts.route, stays, wanted.steps[stays:])
    left_out = tuple(part.text for part in reading.left_out)
    return Reroute(route, given.reason, untouched, left_out)


def _body(house: Installation, name: str) -> Body:
    body = find_body(house.definitions.bodies, name)
    if body is None:
        raise Incomplete(Missing(Lack.TARGET, name))
    return body


def _simple(make: Callable[[Arguments], Command]) -> Maker:
    return lambda around, facts, given: make(given)


_MAKERS: Mapping[Trigger, Maker] = {
    Trigger.SUBMIT: _simple(lambda given: Submit()),
    Trigger.OPEN_HEARING: _simple(lambda given: OpenHearing()),
    Trigger.CLOSE_HEARING: _simple(lambda given: CloseHearing(given.reason)),
    Trigger.PUT_ON_AGENDA: _put_on_agenda,
    Trigger.TAKE_OFF_AGENDA: _simple(lambda given: TakeOffAgenda(given.reason)),
    Trigger.DECIDE: _decide,
    Trigger.TAKE_EFFECT: lambda around, facts, given: TakeEffect(
        four_eyes=around.house.definitions.municipality.four_eyes,
        ahead=given.ahead and not around.house.settings.production,
    ),
    Trigger.CALL_IN: _call_in,
    Trigger.REROUTE: _reroute,
    Trigger.HOLD: _simple(lambda given: Hold(given.reason)),
    Trigger.RESUME: _simple(lambda given: Resume()),
    Trigger.WITHDRAW: _simple(lambda given: Withdraw(given.reason)),
    Trigger.REOPEN: _simple(lambda given: Reopen(given.reason)),
}
