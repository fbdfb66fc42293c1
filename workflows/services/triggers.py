"""Reads what a page or the API gives with a trigger into the command that the engine decides on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from workflows.engine import commands
from workflows.engine.casework import walked_steps
from workflows.engine.deciding import require_possible
from workflows.engine.definition import Body
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.facts import CaseFacts
from workflows.engine.naming import find_body
from workflows.engine.route import read_route, rewrite, split_state, step
from workflows.engine.vocabulary import BodyKind, Effect, Trigger
from workflows.records.agendas import closed_meetings
from workflows.services.calendars import meeting_on, next_open_agenda
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

    Making it raises NotAllowed when the case has no such way out, and only then Incomplete for an
    argument that is missing and WrongInput for one that cannot be read.
    """

    def make(facts: CaseFacts, now: datetime) -> commands.Command:
        require_possible(facts, trigger)
        return _MAKERS[trigger](house, facts, given, house.around.calendar.local_date(now))

    return make


def _put_on_agenda(
    house: Installation, facts: CaseFacts, given: Arguments, today: date
) -> commands.Command:
    """On the agenda of the day given, also when it is closed: what cannot wait may go later."""
    key, _ = split_state(facts.state)
    here = step(facts.route, key or "")
    body = here.body or ""
    with house.database.connect() as connection:
        closed = closed_meetings(connection, body)
    meeting = (
        next_open_agenda(house, body, today, closed)
        if given.meets_on is None
        else meeting_on(house, body, given.meets_on)
    )
    if meeting is None:
        raise Incomplete(Missing(Lack.MEETING, here.title))
    if meeting.meets_on in closed:
        raise Incomplete(Missing(Lack.MEETING_IS_CLOSED, meeting.meets_on.isoformat()))
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
    kept = [(each.kind, each.body) for each in facts.route.steps[:walked]]
    if [(each.kind, each.body) for each in wanted.steps[:walked]] != kept:
        names = ", ".join(each.title for each in facts.route.steps[:walked])
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
