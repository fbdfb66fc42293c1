"""What the API does to cases and hearings, each act within the transaction that keeps its key."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from workflows.engine.advising import Caution
from workflows.engine.changes.hearings import HearingAdded, HearingRewritten
from workflows.engine.commands.cases import MarkCase
from workflows.engine.commands.command import Command
from workflows.engine.commands.hearings import (
    CloseHearing,
    ExtendHearing,
    NotHeard,
    OpenHearing,
    PartyPlan,
    PrepareHearing,
    WithdrawHearing,
)
from workflows.engine.commands.meetings import ApproveDecision
from workflows.engine.deciding import possibilities
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed, WrongInput
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.rounds import current_hearing
from workflows.engine.vocabulary import HearingPhase, Trigger
from workflows.records.case_list import Viewer
from workflows.records.database import Transaction
from workflows.records.sign_ins import Account
from workflows.records.snapshots import load
from workflows.services.acting import Asked, Done, act_within, existing_id
from workflows.services.advice import proposed_deadline
from workflows.services.api_reading import (
    cautions_of_case,
    read_hearing,
    visible_case,
    visible_case_of_hearing,
)
from workflows.services.cases import NewCase, known_marks, open_case_within
from workflows.services.correcting import correction_in
from workflows.services.deferring import place_deferred
from workflows.services.desk import viewer
from workflows.services.hearings import with_answers_so_far
from workflows.services.installation import Installation
from workflows.services.triggers import Arguments, command_for
from workflows.services.wording import acts as say
from workflows.services.wording.cautions import cautions_of_extension
from workflows.services.wording.hearings import CHANGES_IN_THE_TEXT


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the API, by whom and within which transaction."""

    connection: Transaction
    house: Installation
    officer: Account
    request_id: str
    expected_version: int | None = None
    """The version of the case that the caller saw; None when the call is not bound to one."""

    @property
    def looks(self) -> Viewer:
        """The caller, as far as closed cases go."""
        return viewer(self.officer)

    @property
    def actor(self) -> Actor:
        """The caller, as the journal names who acts."""
        return Actor("officer", self.officer.name, self.officer.id)


@dataclass(frozen=True, slots=True)
class HearingPlan:
    """What a hearing is to be; what is left out is as the case type has it."""

    rule: str | None
    text: str
    due_on: date | None
    due_at: datetime | None
    parties: tuple[PartyPlan, ...]
    close_when_all_answered: bool
    changes: str
    """What a later round changed."""
    not_heard: tuple[NotHeard, ...] = ()
    """Why those that must be heard are not."""


def open_case(call: Call, new: NewCase) -> str:
    """Begin a case of the caller's; its id. Raises WrongInput and Incomplete."""
    return open_case_within(
        call.connection,
        call.house,
        new,
        call.officer.id,
        call.actor,
        request_id=call.request_id,
    )


def mark(call: Call, case: str, marks: Iterable[str]) -> None:
    """Say what a case is about; raises NotFound, StaleVersion, NotAllowed and WrongInput."""
    case = visible_case(call.connection, call.looks, case)
    act(call, case, MarkCase(known_marks(call.house, marks)))


def pull(call: Call, case: str, trigger: Trigger, given: Arguments) -> tuple[Caution, ...]:
    """Pull a trigger; what was poor about the hearing that was opened by it, if one was.

    Whether it is allowed at all is said before what it lacks.
    Outside production a script may decide ahead of the meeting's day: it has no year to wait.
    Raises NotFound, StaleVersion, NotAllowed with what is allowed, Incomplete, WrongInput.
    """

    def made(facts: CaseFacts, now: datetime) -> Command:
        if trigger not in _allowed(facts, now):
            raise NotAllowed(trigger, facts.state, ())
        ahead = replace(given, ahead=True)
        return command_for(call.connection, call.house, trigger, ahead)(facts, now)

    case = visible_case(call.connection, call.looks, case)
    before = cautions_of_case(call.connection, call.house, case)
    done = act(call, case, made)
    place_deferred(call.connection, call.house, done, call.actor, call.request_id)
    return before if trigger is Trigger.OPEN_HEARING else ()


def correct(call: Call, case: str, given: Arguments) -> None:
    """Write the case's decision anew, while it has no effect; raises what `pull` raises."""
    case = visible_case(call.connection, call.looks, case)
    act(call, case, lambda facts, now: correction_in(call.house, facts, given))


def approve(call: Call, case: str) -> None:
    """Find right what another officer recorded; raises what `pull` raises."""
    case = visible_case(call.connection, call.looks, case)
    act(call, case, ApproveDecision())


def act(call: Call, case: str, asked: Asked) -> Done:
    """Act on a case that the caller may see; a refusal lists the triggers that are allowed."""
    try:
        return act_within(
            call.connection,
            call.house,
            case,
            asked,
            call.actor,
            expected_version=call.expected_version,
            request_id=call.request_id,
        )
    except NotAllowed as refused:
        (snapshot,), shown = load(call.connection, [case], call.house.around)
        allowed = _allowed(snapshot.facts, call.house.now(shown))
        raise NotAllowed(refused.trigger, refused.state, allowed) from None


def _allowed(facts: CaseFacts, now: datetime) -> tuple[Trigger, ...]:
    return tuple(possible.trigger for possible in possibilities(facts, now))


def prepare(
    call: Call, case: str, plan: HearingPlan, *, open_too: bool
) -> tuple[str, tuple[Caution, ...]]:
    """Plan the coming hearing and, when asked, open it in the same breath.

    The hearing's id, and what was poor about the plan when it was kept.
    """
    case = visible_case(call.connection, call.looks, case)
    done = act(call, case, lambda facts, now: _plan_for(call.house, facts, plan, now))
    hearing = next(
        change.id
        for change in done.outcome.changes
        if isinstance(change, HearingAdded | HearingRewritten)
    )
    found = read_hearing(call.connection, call.house, call.looks, hearing).cautions
    if open_too:
        act(replace(call, expected_version=None), case, OpenHearing())
    return hearing, found


def _plan_for(
    house: Installation, facts: CaseFacts, plan: HearingPlan, now: datetime
) -> PrepareHearing:
    code = plan.rule or next((rule.code for rule in facts.case_type.hearings), "")
    rule = facts.case_type.hearing_rule(code)
    if rule is None:
        known = ", ".join(rule.code for rule in facts.case_type.hearings)
        raise Incomplete(Missing(Lack.HEARING_RULE, known))
    today = facts.calendar.local_date(now)
    due_on = plan.due_on or proposed_deadline(house, rule, today).next_working_day
    if plan.due_at is not None:
        due_on = _day_of_exact(house, facts, plan.due_at)
    return PrepareHearing(
        rule=code,
        text=plan.text,
        due_on=due_on,
        parties=plan.parties,
        due_at=plan.due_at,
        close_when_all_answered=plan.close_when_all_answered,
        not_heard=plan.not_heard,
        changes=plan.changes.strip() or CHANGES_IN_THE_TEXT,
    )


def _day_of_exact(house: Installation, facts: CaseFacts, due_at: datetime) -> date:
    """The last day of a deadline given as an exclusive instant."""
    if house.settings.production:
        raise WrongInput(say.IN_PRODUCTION_A_DAY)
    return facts.calendar.local_date(due_at - timedelta(microseconds=1))


def extend(call: Call, hearing: str, extension: ExtendHearing) -> tuple[Caution, ...]:
    """Give all parties of an open hearing, or one, until a later day; what is poor about that."""
    before = read_hearing(call.connection, call.house, call.looks, hearing).hearing
    found = cautions_of_extension(call.connection, call.house, before, extension)
    _act_on_open(call, hearing, "extend_hearing", with_answers_so_far(call.connection, extension))
    return found


def withdraw(call: Call, hearing: str, reason: str) -> None:
    """Take back an open hearing alone; the case goes on to what follows it."""
    _act_on_open(call, hearing, "withdraw_hearing", WithdrawHearing(reason))


def close(call: Call, hearing: str, reason: str) -> None:
    """Close an open hearing before its deadline."""
    _act_on_open(call, hearing, "close_hearing", CloseHearing(reason))


def _act_on_open(call: Call, hearing: str, name: str, asked: Asked) -> None:
    hearing = existing_id(hearing)

    def made(facts: CaseFacts, now: datetime) -> Command:
        current = current_hearing(facts)
        if current is None or current.id != hearing or current.phase is not HearingPhase.OPEN:
            raise NotAllowed(name, facts.state, ())
        return asked(facts, now) if callable(asked) else asked

    act(call, visible_case_of_hearing(call.connection, call.looks, hearing), made)
