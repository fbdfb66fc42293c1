"""Random routes and case types under random commands: a case is always where a small model says."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.engine.facts_for_tests import (
    BODIES,
    BUU,
    CALENDAR,
    CASE_TYPE,
    KB,
    OEK,
    OPEN,
    VPU,
    answer,
    call_in,
    decision,
    party,
    plan,
    put_on,
)
from tests.engine.world import World
from workflows.engine.commands.answers import UndoResponse
from workflows.engine.commands.cases import (
    EditCase,
    Hold,
    Reopen,
    Reroute,
    Resume,
    Submit,
    Withdraw,
)
from workflows.engine.commands.command import Command
from workflows.engine.commands.hearings import CloseHearing, ExtendHearing, WithdrawHearing
from workflows.engine.commands.meetings import CorrectDecision, TakeEffect, TakeOffAgenda
from workflows.engine.definition import Body, DecisionWord
from workflows.engine.errors import Incomplete, NotAllowed, WrongInput
from workflows.engine.naming import ascii_key
from workflows.engine.periods import Period, Unit
from workflows.engine.recording import foreseen
from workflows.engine.replay import replay
from workflows.engine.route import Phase, read_route, rewrite
from workflows.engine.vocabulary import (
    BodyKind,
    DeadlineKind,
    DeadlineStatus,
    Effect,
    HearingPhase,
    PartyStatus,
)

HEARING = "høring"
COMMITTEES = {body.code for body in BODIES if body.kind is BodyKind.COMMITTEE}

names = st.sampled_from([body.code for body in BODIES] + [HEARING])
lines = st.lists(names, min_size=1, max_size=6).map(
    lambda found: [
        name
        for index, name in enumerate(found)
        if name != HEARING or index == 0 or found[index - 1] != HEARING
    ]
)
effects = st.sets(st.sampled_from(list(Effect))).map(lambda some: some | {Effect.ADVANCE})


@dataclass
class Model:
    """Where a case is, told without the machine: the names of its route, and a place in it."""

    names: list[str]
    at: int | None = None
    """The step; None outside the route."""
    phase: str = "drafting"
    held: tuple[int | None, str] | None = None
    decided: tuple[Effect, Body | None] | None = None
    closes_at: datetime | None = None
    meets_on: date = date.min
    """The meeting that the case is on the agenda of."""

    @property
    def sent_on(self) -> bool:
        """Whether a body has just had the case."""
        return bool(self.at) and self.names[(self.at or 0) - 1] != HEARING

    @property
    def state(self) -> str:
        return self.phase if self.at is None else f"{self.key(self.at)}.{self.phase}"

    @property
    def here(self) -> str:
        return "" if self.at is None else self.names[self.at]

    def key(self, index: int) -> str:
        name = self.names[index]
        number = self.names[: index + 1].count(name)
        return f"hearing-{number}" if name == HEARING else f"{ascii_key(name)}-{number}"

    def go(self, at: int | None, phase: str) -> None:
        self.at, self.phase, self.decided, self.closes_at = at, phase, None, None

    def onward(self) -> None:
        following = 0 if self.at is None else self.at + 1
        if following == len(self.names):
            self.go(None, "closed")
        else:
            hearing = self.names[following] == HEARING
            self.go(following, Phase.PREPARING if hearing else Phase.WAITING)

    def write_after(self, names: list[str]) -> None:
        """The rest of the route, after the step where the case is."""
        walked = 0 if self.at is None else self.at + 1
        self.names = self.names[:walked] + names

    @property
    def rest(self) -> list[str]:
        return self.names[0 if self.at is None else self.at + 1 :]

    def take_effect(self) -> None:
        assert self.decided is not None
        effect, target = self.decided
        match effect:
            case Effect.DEFER:
                self.go(self.at, Phase.WAITING)
            case Effect.RETURN:
                self.go(None, "drafting")
            case Effect.REJECT | Effect.LAPSE:
                self.go(None, "closed")
            case Effect.SEND_TO_HEARING if self.rest[:1] != [HEARING]:
                self.write_after([HEARING, self.here, *self.rest])
                self.onward()
            case Effect.REFER if target is not None and self.rest[:1] != [target.code]:
                self.write_after([target.code, *self.rest])
                self.onward()
            case _:
                self.onward()


def during(*phases: str):  # type: ignore[no-untyped-def]
    """Let a rule be tried where it may succeed; elsewhere `out_of_turn` tries it."""
    return precondition(lambda self: self.model.phase in phases)


OUT_OF_TURN: tuple[tuple[Command, tuple[str, ...]], ...] = (
    (Submit(), ("drafting",)),
    (OPEN, (Phase.PREPARING,)),
    (ExtendHearing(date(2090, 1, 2), "Ferie"), (Phase.OPEN,)),
    (CloseHearing("Alle har svaret"), (Phase.OPEN,)),
    (WithdrawHearing("Trukket"), (Phase.OPEN,)),
    (put_on(VPU, "2090-01-04"), (Phase.WAITING,)),
    (TakeOffAgenda("Mangler bilag"), (Phase.ON_AGENDA,)),
    (decision(Effect.ADVANCE), (Phase.ON_AGENDA,)),
    (CorrectDecision(decision(Effect.ADVANCE), "Forkert ord"), (Phase.DECIDED,)),
    (TakeEffect(), (Phase.DECIDED,)),
    (call_in(), (Phase.ON_AGENDA, Phase.DECIDED)),
    (Hold("Afventer"), ("drafting", Phase.PREPARING, Phase.WAITING)),
    (Resume(), ("on_hold",)),
    (Reopen("Nyt"), ("closed", "withdrawn")),
)
"""Commands, and the phases that they may be given in."""


class RandomCase(RuleBasedStateMachine):
    """Every rule may come at any time; the model says whether it may be done."""

    @initialize(line=lines, has=effects)
    def begin(self, line: list[str], has: set[Effect]) -> None:
        words = tuple(DecisionWord(effect.value, effect.value, effect) for effect in sorted(has))
        self.effects = has
        self.model = Model(line)
        self.world = World(", ".join(line), case_type=replace(CASE_TYPE, words=words))

    def asked(self, command: Command, allowed: bool) -> bool:
        """Do it, where it is allowed; refused, it must have changed nothing."""
        before = self.world.facts, len(self.world.journal), dict(self.world.statuses)
        done = True
        try:
            self.world.do(command)
        except (NotAllowed, Incomplete, WrongInput):
            done = False
        assert done == allowed, command
        after = self.world.facts, len(self.world.journal), self.world.statuses
        assert done or after == before
        return done

    @during("drafting")
    @rule()
    def submit(self) -> None:
        if self.asked(Submit(), self.model.phase == "drafting"):
            self.model.onward()

    @during("drafting", Phase.PREPARING)
    @rule(
        days=st.integers(-1, 30).filter(bool),
        parties=st.integers(1, 3),
        all_answered=st.booleans(),
    )
    def prepare(self, days: int, parties: int, all_answered: bool) -> None:
        due_on = self.today() + timedelta(days=days)
        allowed = self.model.phase == Phase.PREPARING or (
            self.model.phase == "drafting" and HEARING in self.model.names
        )
        self.asked(
            plan(
                *(party(f"Råd{n}") for n in range(parties)),
                due_on=due_on.isoformat(),
                all_answered=all_answered,
            ),
            allowed,
        )

    @during(Phase.PREPARING)
    @rule()
    def open_hearing(self) -> None:
        planned = self.hearing_in(HearingPhase.PREPARING)
        allowed = (
            self.model.phase == Phase.PREPARING
            and planned is not None
            and CALENDAR.end_of(planned.due_on) > self.world.now
        )
        if self.asked(OPEN, allowed):
            assert planned is not None
            self.model.go(self.model.at, Phase.OPEN)
            self.model.closes_at = CALENDAR.end_of(planned.due_on) + timedelta(minutes=5)

    @during(Phase.OPEN, Phase.WAITING, Phase.ON_AGENDA, Phase.DECIDED)
    @rule(which=st.integers(0, 2), stale=st.booleans(), joint=st.booleans())
    def give_answer(self, which: int, stale: bool, joint: bool) -> None:
        hearing = self.hearing_in(HearingPhase.OPEN, HearingPhase.LATE)
        if hearing is None or which >= len(hearing.parties):
            self.asked(answer("nobody", self.world.now), allowed=False)
            return
        one = hearing.parties[which]
        jointly = tuple(p.id for p in hearing.parties) if joint else ()
        base = one.answers + 1 if stale else one.answers
        givers = self.__dict__.setdefault("givers", {None: None})
        free = all(p is one or givers[p.response] in (one.id, None) for p in hearing.parties)
        allowed = not stale and (free or not joint)
        if not self.asked(answer(one.id, self.world.now, base=base, jointly=jointly), allowed):
            return
        for each in self.world.hearing.parties:
            givers.setdefault(each.response, one.id)
        answered = {p.status for p in self.world.hearing.parties} == {PartyStatus.ANSWERED}
        if hearing.phase is HearingPhase.OPEN and hearing.close_when_all_answered and answered:
            self.model.closes_at = self.world.now

    @during(Phase.OPEN, Phase.WAITING, Phase.ON_AGENDA, Phase.DECIDED)
    @rule(which=st.integers(0, 2), reason=st.sampled_from(["", "Fra et andet råd"]))
    def undo_answer(self, which: int, reason: str) -> None:
        """Undo the only answer of a party, as if an officer had registered it by mistake."""
        hearing = self.hearing_in(HearingPhase.OPEN, HearingPhase.LATE)
        found = [p for p in hearing.parties if p.answers - p.undone == 1] if hearing else []
        if hearing is None or which >= len(found):
            return
        owner = found[which]
        # One who was answered for beside an answer of its own keeps that; the owner has but this.
        counted = [p.id for p in hearing.parties if p.response == owner.response]
        back = tuple((party, None) for party in counted)
        command = UndoResponse(owner.id, str(owner.response), reason, back)
        if self.asked(command, reason != "") and hearing.phase is HearingPhase.OPEN:
            self.model.closes_at = hearing.told_until + timedelta(minutes=5)

    @during(Phase.OPEN)
    @rule(days=st.integers(-3, 14))
    def extend(self, days: int) -> None:
        hearing = self.hearing_in(HearingPhase.OPEN)
        if hearing is None:
            self.asked(ExtendHearing(self.today(), "Ferie"), allowed=False)
            return
        due_on = hearing.due_on + timedelta(days=days)
        allowed = days > 0 and CALENDAR.end_of(due_on) > self.world.now
        if self.asked(ExtendHearing(due_on, "Ferie"), allowed):
            self.model.closes_at = CALENDAR.end_of(due_on) + timedelta(minutes=5)

    @during(Phase.OPEN)
    @rule(reason=st.sampled_from(["", "Alle har svaret"]))
    def close_hearing(self, reason: str) -> None:
        if self.asked(CloseHearing(reason), self.model.phase == Phase.OPEN and reason != ""):
            self.model.onward()

    @during(Phase.OPEN)
    @rule()
    def withdraw_hearing(self) -> None:
        if self.asked(WithdrawHearing("Trukket"), self.model.phase == Phase.OPEN):
            self.model.onward()

    @during(Phase.WAITING)
    @rule(own=st.booleans(), other=st.sampled_from(BODIES))
    def place(self, own: bool, other: Body) -> None:
        body = next((b for b in BODIES if own and b.code == self.model.here), other)
        allowed = self.model.phase == Phase.WAITING and body.code == self.model.here
        later = self.today() + timedelta(days=14)
        if self.asked(put_on(body, later.isoformat()), allowed):
            self.model.go(self.model.at, Phase.ON_AGENDA)
            self.model.meets_on = later

    @during(Phase.WAITING)
    @rule(reason=st.sampled_from(["", "Kan ikke vente"]))
    def place_late(self, reason: str) -> None:
        """On an agenda that goes out today: in time only for what a body has just sent on."""
        body = next(b for b in BODIES if b.code == self.model.here)
        dispatched_today = CALENDAR.add(self.today(), Period(4, Unit.WORKING_DAYS))
        late = put_on(body, dispatched_today.isoformat())
        in_time = self.today() <= (
            late.meeting.dispatch_on if self.model.sent_on else late.meeting.cutoff_on
        )
        if self.asked(replace(late, reason=reason), reason != "" or in_time):
            self.model.go(self.model.at, Phase.ON_AGENDA)
            self.model.meets_on = dispatched_today

    @during(Phase.ON_AGENDA)
    @rule()
    def take_off(self) -> None:
        if self.asked(TakeOffAgenda("Mangler bilag"), self.model.phase == Phase.ON_AGENDA):
            self.model.go(self.model.at, Phase.WAITING)

    @during(Phase.ON_AGENDA)
    @rule(effect=st.sampled_from(list(Effect)), to=st.sampled_from([BUU, OEK, KB]))
    def decide(self, effect: Effect, to: Body) -> None:
        held = self.today() >= self.model.meets_on
        allowed = self.model.phase == Phase.ON_AGENDA and effect in self.effects and held
        if self.asked(decision(effect, to if effect is Effect.REFER else None), allowed):
            self.model.go(self.model.at, Phase.DECIDED)
            self.model.decided = (effect, to)

    @during(Phase.DECIDED)
    @rule(
        effect=st.sampled_from(list(Effect)),
        to=st.sampled_from([BUU, OEK, KB]),
        reason=st.sampled_from(["", "Forkert ord"]),
    )
    def correct(self, effect: Effect, to: Body, reason: str) -> None:
        decided = self.model.phase == Phase.DECIDED
        allowed = decided and effect in self.effects and reason != ""
        written = decision(effect, to if effect is Effect.REFER else None)
        if self.asked(CorrectDecision(written, reason), allowed):
            self.model.decided = (effect, to)

    @during(Phase.DECIDED)
    @rule()
    def close_meeting(self) -> None:
        item = self.world.facts.item
        told = (
            foreseen(self.world.facts, item.effect, item.target) if item and item.effect else None
        )
        if self.asked(TakeEffect(), self.model.phase == Phase.DECIDED):
            self.model.take_effect()
            assert told == (self.world.state, self.world.facts.route)

    @during(Phase.ON_AGENDA, Phase.DECIDED)
    @rule(via=st.sampled_from([None, OEK, VPU, KB]))
    def bring_before_council(self, via: Body | None) -> None:
        via_code = via.code if via else None
        allowed = (
            self.model.phase in (Phase.ON_AGENDA, Phase.DECIDED)
            and self.model.here in COMMITTEES
            and via_code != self.model.here
        )
        if self.asked(call_in(via), allowed):
            self.model.write_after(["KB"] if via_code in (None, "KB") else [str(via_code), "KB"])
            self.model.onward()

    def rest(self) -> None:
        resting = ("drafting", Phase.PREPARING, Phase.WAITING)
        before = self.model.at, self.model.phase
        if self.asked(Hold("Afventer"), self.model.phase in resting):
            self.model.go(None, "on_hold")
            self.model.held = before

    @during("on_hold")
    @rule()
    def resume(self) -> None:
        if self.asked(Resume(), self.model.held is not None):
            assert self.model.held is not None
            self.model.go(*self.model.held)
            self.model.held = None

    def withdraw(self) -> None:
        ended = ("closed", "withdrawn", Phase.DECIDED)
        if self.asked(Withdraw("Bortfalder"), self.model.phase not in ended):
            self.model.go(None, "withdrawn")
            self.model.held = None

    @during("closed", "withdrawn")
    @rule()
    def reopen(self) -> None:
        if self.asked(Reopen("Nyt"), self.model.phase in ("closed", "withdrawn")):
            self.model.go(None, "drafting")

    @rule(line=lines, keep=st.booleans())
    def reroute(self, line: list[str], keep: bool) -> None:
        step = self.model.held[0] if self.model.held else self.model.at
        walked = 0 if step is None else step + 1
        kept = self.model.names[:walked]
        if keep and kept[-1:] == line[:1] == [HEARING]:
            line = line[1:]
        wanted = kept + line if keep else line
        if not wanted:
            return
        route = read_route(", ".join(wanted), BODIES)
        if wanted[:walked] == kept:
            route = rewrite(self.world.facts.route, walked, route.steps[walked:])
        allowed = wanted[:walked] == kept and self.model.phase not in ("closed", "withdrawn")
        if self.asked(Reroute(route, "Udvalget ønsker det"), allowed):
            self.model.names = wanted

    def edit(self, title: str) -> None:
        allowed = title != "" and self.model.phase not in ("closed", "withdrawn")
        self.asked(EditCase(title, "Tekst", "Direktøren", ("at godkende",)), allowed)

    @rule(hours=st.integers(1, 24 * 12))
    def time_passes(self, hours: int) -> None:
        self.world.now += timedelta(hours=hours)
        self.world.sweep()
        if self.model.closes_at is not None and self.model.closes_at <= self.world.now:
            self.model.onward()

    @rule(aside=st.integers(0, 3))
    def step_aside(self, aside: int) -> None:
        match aside:
            case 0:
                self.withdraw()
            case 1:
                self.rest()
            case _:
                self.edit("Ny titel" if aside == 2 else "")

    @rule(effect=st.sampled_from(list(Effect)), hours=st.integers(1, 24 * 30))
    def go_on(self, effect: Effect, hours: int) -> None:
        """What comes next when all goes well, so that cases come far."""
        match self.model.phase:
            case "drafting":
                self.submit()
            case Phase.PREPARING:
                self.prepare(20, 2, all_answered=False)
                self.open_hearing()
            case Phase.OPEN if hours % 4 == 0:
                self.extend(hours % 14)
            case Phase.OPEN if hours % 4 == 1:
                self.give_answer(hours % 2, stale=False, joint=False)
            case Phase.OPEN:
                self.time_passes(hours)
            case Phase.WAITING:
                self.place(own=True, other=VPU)
            case Phase.ON_AGENDA if self.today() < self.model.meets_on:
                self.time_passes(24 * (self.model.meets_on - self.today()).days)
            case Phase.ON_AGENDA:
                self.decide(effect if effect in self.effects else Effect.ADVANCE, BUU)
            case Phase.DECIDED:
                self.close_meeting()
            case "on_hold":
                self.resume()
            case _:
                self.reopen()

    @rule(effect=st.sampled_from(list(Effect)), hours=st.integers(1, 24 * 30))
    def go_further(self, effect: Effect, hours: int) -> None:
        self.go_on(effect, hours)
        self.go_on(effect, hours)

    @rule(given=st.sampled_from(OUT_OF_TURN))
    def out_of_turn(self, given: tuple[Command, tuple[str, ...]]) -> None:
        command, phases = given
        if self.model.phase not in phases:
            self.asked(command, allowed=False)

    @invariant()
    def the_case_is_where_the_model_says(self) -> None:
        assert self.world.state == self.model.state
        line = ", ".join(self.model.names)
        assert self.world.facts.route.line == line[:1].upper() + line[1:]

    @invariant()
    def the_state_is_the_fold_of_the_journal(self) -> None:
        facts = self.world.facts
        stored = [
            replace(line, payload=json.loads(json.dumps(line.payload)))
            for line in self.world.journal
        ]
        replayed = replay(facts.case_type, stored)
        assert replayed.found == ()
        assert replayed.state == facts.state
        assert replayed.held_state == facts.held_state
        assert replayed.route == facts.route
        assert (replayed.version, replayed.seq) == (facts.version, facts.seq)

    @invariant()
    def an_erased_payload_spoils_nothing(self) -> None:
        erased = [replace(line, payload=None) for line in self.world.journal]
        replayed = replay(self.world.facts.case_type, erased)
        assert replayed.found == ()
        assert (replayed.state, replayed.version) == (self.world.state, self.world.facts.version)

    @invariant()
    def what_is_pending_fits_the_state(self) -> None:
        facts = self.world.facts
        openly = [h for h in facts.hearings if h.phase is HearingPhase.OPEN]
        closings = [d.hearing for d in facts.deadlines if d.kind is DeadlineKind.HEARING_CLOSE]
        assert [h.id for h in openly] == closings
        assert len(openly) == (self.model.phase == Phase.OPEN)
        assert (facts.item is not None) == (self.model.phase in (Phase.ON_AGENDA, Phase.DECIDED))
        waiting = {p.id for h in openly for p in h.parties if p.status is PartyStatus.INVITED}
        reminded = {d.party for d in facts.deadlines if d.kind is DeadlineKind.REMINDER}
        assert reminded <= waiting
        if facts.state == "withdrawn":
            assert DeadlineStatus.PENDING not in self.world.statuses.values()

    @invariant()
    def a_party_counts_as_answered_just_when_an_answer_counts_for_it(self) -> None:
        for hearing in self.world.facts.hearings:
            steps = [h.step for h in self.world.facts.hearings if h.phase is HearingPhase.OPEN]
            assert len(set(steps)) == len(steps), "one open round of a step"
            for one in hearing.parties:
                assert (one.status is PartyStatus.ANSWERED) == (one.response is not None)
                assert one.has_own_answer <= (one.response is not None)

    @invariant()
    def no_round_is_sealed_before_the_deadline_that_was_told(self) -> None:
        told = self.__dict__.setdefault("told", {})
        for hearing in self.world.facts.hearings:
            if hearing.phase is HearingPhase.SEALED:
                # Withdrawn or sent back, nobody is left to read an answer (decision 0018).
                ended = self.world.state in ("withdrawn", "drafting")
                assert self.world.now >= told[hearing.id] or ended
                told[hearing.id] = min(told[hearing.id], self.world.now)
            elif hearing.parties:
                told[hearing.id] = hearing.told_until

    def today(self) -> date:
        return CALENDAR.local_date(self.world.now)

    def hearing_in(self, *phases: HearingPhase):  # type: ignore[no-untyped-def]
        """The latest round, if it is in one of these phases and belongs to where the case is."""
        found = [h for h in self.world.facts.hearings if h.phase in phases]
        if HearingPhase.PREPARING in phases:
            found = [
                h
                for h in found
                if self.model.at is not None and h.step == self.model.key(self.model.at)
            ]
        return found[-1] if found else None


TestRandomCases = RandomCase.TestCase
TestRandomCases.settings = settings(max_examples=150, stateful_step_count=30)
