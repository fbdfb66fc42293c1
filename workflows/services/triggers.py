"""Reads what a page or the API gives with a trigger into the command that the engine decides on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from workflows.engine import commands
from workflows.engine.casework import walked_steps
from workflows.engine.definition import Body
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.facts import CaseFacts
from workflows.engine.naming import find_body
from workflows.engine.route import find_step, read_route, rewrite, split_state
from workflows.engine.vocabulary import BodyKind, Effect, Trigger
from workflows.services.calendars import meeting_on, next_meeting
from workflows.services.installation import Installation


@dataclass(frozen=True, slots=True)
class Arguments:
    """What any trigger may be given; each takes what it needs and is told what it lacks."""

    reason: str = ""
    meets_on: date | None = None
    word: str = ""
    text: str = ""
    points: tuple[commands.PointDecision, ...] = ()
    remarks: tuple[commands.RemarkText, ...] = ()
    absentees: tuple[str, ...] = ()
    effect: Effect | None = None
    refer_to: str = ""
    """A body's code, name or alias."""
    member: str = ""
    via: str = ""
    route: str = ""
    """A whole sagsgang line, the walked part included."""


Maker = Callable[[Installation, CaseFacts, Arguments, date], commands.Command]


def command_for(
    house: Installation, trigger: Trigger, given: Arguments
) -> Callable[[CaseFacts, datetime], commands.Command]:
    """How to make the trigger's command, once the case is read under its lock.

    Making it raises Incomplete for an argument that is missing, WrongInput for one that cannot be
    read.
    """
    today = house.around.calendar.local_date
    return lambda facts, now: _MAKERS[trigger](house, facts, given, today(now))


def _put_on_agenda(
    house: Installation, facts: CaseFacts, given: Arguments, today: date
) -> commands.Command:
    key, _ = split_state(facts.state)
    step = find_step(facts.route, key) if key else None
    if step is None or step.body is None:
        return commands.PutOnAgenda(commands.MeetingRef("", "", today, today, today))
    meeting = (
        next_meeting(house, step.body, today)
        if given.meets_on is None
        else meeting_on(house, step.body, given.meets_on)
    )
    if meeting is None:
        raise Incomplete(Missing(Lack.MEETING, step.title))
    return commands.PutOnAgenda(meeting)


def _decide(
    house: Installation, facts: CaseFacts, given: Arguments, today: date
) -> commands.Command:
    return commands.Decide(
        word=given.word,
        text=given.text,
        points=given.points,
        remarks=given.remarks,
        absentees=given.absentees,
        effect=given.effect,
        refer_to=_body(house, given.refer_to) if given.refer_to else None,
    )


def _call_in(
    house: Installation, facts: CaseFacts, given: Arguments, today: date
) -> commands.Command:
    council = next(b for b in house.definitions.bodies if b.kind is BodyKind.COUNCIL)
    return commands.CallIn(given.member, council, _body(house, given.via) if given.via else None)


def _reroute(
    house: Installation, facts: CaseFacts, given: Arguments, today: date
) -> commands.Command:
    """The line is read whole; its steps after the walked ones are numbered on from those."""
    wanted = read_route(given.route, house.definitions.bodies)
    walked = walked_steps(facts)
    kept = [(step.kind, step.body) for step in facts.route.steps[:walked]]
    if [(step.kind, step.body) for step in wanted.steps[:walked]] != kept:
        names = ", ".join(step.title for step in facts.route.steps[:walked])
        raise Incomplete(Missing(Lack.ROUTE_KEEPS_WALKED, names))
    return commands.Reroute(rewrite(facts.route, walked, wanted.steps[walked:]), given.reason)


def _body(house: Installation, name: str) -> Body:
    body = find_body(house.definitions.bodies, name)
    if body is None:
        raise Incomplete(Missing(Lack.TARGET, name))
    return body


def _simple(make: Callable[[Arguments], commands.Command]) -> Maker:
    return lambda house, facts, given, today: make(given)


_MAKERS: Mapping[Trigger, Maker] = {
    Trigger.SUBMIT: _simple(lambda given: commands.Submit()),
    Trigger.OPEN_HEARING: _simple(lambda given: commands.OpenHearing()),
    Trigger.CLOSE_HEARING: _simple(lambda given: commands.CloseHearing(given.reason)),
    Trigger.PUT_ON_AGENDA: _put_on_agenda,
    Trigger.TAKE_OFF_AGENDA: _simple(lambda given: commands.TakeOffAgenda(given.reason)),
    Trigger.DECIDE: _decide,
    Trigger.TAKE_EFFECT: _simple(lambda given: commands.TakeEffect()),
    Trigger.CALL_IN: _call_in,
    Trigger.REROUTE: _reroute,
    Trigger.HOLD: _simple(lambda given: commands.Hold(given.reason)),
    Trigger.RESUME: _simple(lambda given: commands.Resume()),
    Trigger.WITHDRAW: _simple(lambda given: commands.Withdraw(given.reason)),
    Trigger.REOPEN: _simple(lambda given: commands.Reopen(given.reason)),
}
