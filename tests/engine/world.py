"""A case in memory: outcomes applied to facts by a small model, as a database would do it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import singledispatch
from typing import Any

from tests.engine.facts_for_tests import ACTOR, BODIES, CALENDAR, CASE_TYPE, OFFICER, RULES, at
from workflows.engine.casework import open_case
from workflows.engine.changes.answers import (
    JointPartyAdded,
    ResponseAdded,
    ResponseInTime,
    ResponseUndone,
)
from workflows.engine.changes.cases import CaseMarksSet, CaseTextSet
from workflows.engine.changes.change import Change
from workflows.engine.changes.hearings import (
    ContactAdded,
    ContactReachSet,
    HearingAdded,
    HearingClosed,
    HearingDueSet,
    HearingOpened,
    HearingPhaseSet,
    HearingRewritten,
    HearingWithdrawn,
    PartyAdded,
    PartyAnswered,
    PartyDropped,
    PartyDueSet,
    PartyFallsBack,
    PartyStatusSet,
)
from workflows.engine.changes.meetings import DecisionAdded, ItemAdded, ItemSettled, MeetingNoted
from workflows.engine.commands.answers import Answer, StandingAnswer
from workflows.engine.commands.cases import OpenCase, PassDeadlines
from workflows.engine.commands.command import Command
from workflows.engine.deciding import decide
from workflows.engine.definition import Body, CaseType
from workflows.engine.facts import (
    Actor,
    CaseFacts,
    ContactFacts,
    DeadlineFacts,
    HearingFacts,
    ItemFacts,
    PartyFacts,
)
from workflows.engine.outcome import NewDeadline, NewLetter, Outcome
from workflows.engine.replay import Told
from workflows.engine.route import read_route
from workflows.engine.vocabulary import (
    DeadlineKind,
    DeadlineStatus,
    Event,
    HearingPhase,
    MessageKind,
    Openness,
    PartyStatus,
)
from workflows.engine.whom_to_hear import left_out_in, whom_to_hear

CASE = "00000000-0000-4000-8000-000000000001"
LIVE = (HearingPhase.PREPARING, HearingPhase.OPEN, HearingPhase.LATE)


class World:
    """One case, its clock, and all that was ever written about it."""

    def __init__(
        self, line: str, now: str = "2024-04-15 10:00", case_type: CaseType = CASE_TYPE
    ) -> None:
        self.now = at(now)
        route = read_route(line, BODIES)
        opening = OpenCase(CASE, "24/1", "En sag", Openness.OPEN, route)
        outcome = open_case(opening, case_type.name, "sha")
        self.facts = CaseFacts(
            id=CASE,
            number=opening.number,
            title=opening.title,
            openness=opening.openness,
            case_type=case_type,
            route=route,
            state=outcome.state,
            held_state=None,
            version=outcome.version,
            seq=0,
            officer=OFFICER,
            calendar=CALENDAR,
        )
        self.journal: list[Told] = []
        self.letters: list[NewLetter] = []
        self.changes: list[Change] = []
        self.deadlines: dict[str, NewDeadline] = {}
        self.statuses: dict[str, DeadlineStatus] = {}
        self.attempt_at: dict[str, datetime] = {}
        self._meetings: dict[str, MeetingNoted] = {}
        self._apply(outcome)

    def do(self, *commands: Command, actor: Actor = ACTOR) -> None:
        """Do the commands one after the other."""
        for command in commands:
            given = self.with_what_stands(command) if isinstance(command, Answer) else command
            self._apply(decide(self.facts, given, actor, self.now))

    def with_what_stands(self, given: Answer) -> Answer:
        """The answer with those before it, as they are read under the lock."""
        undone = {one.id for one in self.changes if isinstance(one, ResponseUndone)}
        joint = [one for one in self.changes if isinstance(one, JointPartyAdded)]
        before = (one for one in self.changes if isinstance(one, ResponseAdded))
        in_time = {one.id for one in self.changes if isinstance(one, ResponseInTime)}
        standing = [
            StandingAnswer(
                one.id,
                one.party_id,
                one.received_at,
                one.late and one.id not in in_time,
                tuple(each.party_id for each in joint if each.response_id == one.id),
            )
            for one in before
            if one.id not in undone
        ]
        standing.sort(key=lambda one: one.received_at)
        return replace(given, standing=tuple(standing))

    def go_to(self, text: str) -> None:
        """Let it be this local time."""
        self.now = at(text)

    def sweep(self) -> None:
        """Pass what is due, as the sweeps do."""
        while due := self.due():
            self.do(PassDeadlines(tuple(due)))

    def sweep_until(self, text: str, every: Callable[[datetime], datetime]) -> None:
        """Sweep at every step of a clock until a local time."""
        while self.now < at(text):
            self.now = every(self.now)
            self.sweep()

    def due(self) -> list[str]:
        """Ids of the pending deadlines to be looked at now."""
        return [
            deadline
            for deadline, status in self.statuses.items()
            if status is DeadlineStatus.PENDING and self.attempt_at[deadline] <= self.now
        ]

    @property
    def state(self) -> str:
        return self.facts.state

    @property
    def hearing(self) -> HearingFacts:
        """The latest round."""
        return self.facts.hearings[-1]

    def party(self, name: str) -> PartyFacts:
        """A party of the latest round."""
        return next(p for p in self.hearing.parties if p.name == name)

    def events(self) -> list[Event]:
        return [Event(line.event) for line in self.journal]

    def letters_of(self, kind: MessageKind) -> list[str]:
        """Who was written to in letters of a kind, in order."""
        return [letter.recipient for letter in self.letters if letter.kind is kind]

    def deadlines_of(self, kind: DeadlineKind) -> list[tuple[str, DeadlineStatus]]:
        """When the deadlines of a kind fall due, in local time, and what became of them."""
        return [
            (f"{CALENDAR.local(deadline.due_at):%Y-%m-%d %H:%M}", self.statuses[deadline.id])
            for deadline in sorted(self.deadlines.values(), key=lambda d: d.due_at)
            if deadline.kind is kind
        ]

    def _apply(self, outcome: Outcome) -> None:
        for number, entry in enumerate(outcome.journal, self.facts.seq + 1):
            self.journal.append(
                Told(number, entry.event, entry.from_state, entry.to_state, entry.payload)
            )
        self.letters += outcome.letters
        self.changes += outcome.changes
        facts = replace(
            self.facts,
            state=outcome.state,
            held_state=outcome.held_state,
            version=outcome.version,
            route=outcome.route or self.facts.route,
            seq=self.facts.seq + len(outcome.journal),
        )
        for change in outcome.changes:
            if isinstance(change, MeetingNoted):
                self._meetings[change.id] = change
            facts = apply(change, facts, self._meetings)
        facts = replace(
            facts,
            hearings=tuple(
                _without_old_parties(self._with_answers(hearing)) for hearing in facts.hearings
            ),
        )
        self._keep_deadlines(outcome)
        self.facts = replace(facts, deadlines=self._pending())

    def _with_answers(self, hearing: HearingFacts) -> HearingFacts:
        undone = {one.id for one in self.changes if isinstance(one, ResponseUndone)}
        given = [one for one in self.changes if isinstance(one, ResponseAdded)]
        in_time = {one.id for one in given if not one.late}
        given.sort(key=lambda one: one.received_at)
        latest = {one.party_id: one.id for one in given if one.id not in undone}
        return replace(
            hearing,
            parties=tuple(
                replace(p, in_time=p.response in in_time, latest=latest.get(p.id))
                for p in hearing.parties
            ),
        )

    def _keep_deadlines(self, outcome: Outcome) -> None:
        for settled in outcome.settled:
            assert self.statuses[settled.id] is DeadlineStatus.PENDING, "statuses go one way"
            self.statuses[settled.id] = settled.status
        for postponed in outcome.postponed:
            self.attempt_at[postponed.id] = postponed.until
        for deadline in outcome.deadlines:
            known = {one.unique_key for one in self.deadlines.values()}
            assert deadline.unique_key not in known, deadline.unique_key
            self.deadlines[deadline.id] = deadline
            self.statuses[deadline.id] = DeadlineStatus.PENDING
            self.attempt_at[deadline.id] = deadline.due_at
        keys = [letter.unique_key for letter in self.letters]
        assert len(set(keys)) == len(keys), "no letter twice"

    def _pending(self) -> tuple[DeadlineFacts, ...]:
        return tuple(
            DeadlineFacts(d.id, d.kind, d.due_at, d.hearing_id, d.party_id, d.rung)
            for d in self.deadlines.values()
            if self.statuses[d.id] is DeadlineStatus.PENDING
        )


def _without_old_parties(hearing: HearingFacts) -> HearingFacts:
    """Only rounds that are not over are read with their parties."""
    return hearing if hearing.phase in LIVE else replace(hearing, parties=())


@singledispatch
def apply(change: Any, facts: CaseFacts, meetings: dict[str, MeetingNoted]) -> CaseFacts:
    """The facts after a change; most changes are about rows that no decision looks at."""
    return facts


def _hearing(facts: CaseFacts, hearing: str, **fields: Any) -> CaseFacts:
    return replace(
        facts,
        hearings=tuple(replace(h, **fields) if h.id == hearing else h for h in facts.hearings),
    )


def _party(facts: CaseFacts, party: str, **fields: Any) -> CaseFacts:
    return replace(
        facts,
        hearings=tuple(
            replace(
                h,
                parties=tuple(replace(p, **fields) if p.id == party else p for p in h.parties),
            )
            for h in facts.hearings
        ),
    )


@apply.register
def _(change: CaseTextSet, facts: CaseFacts, meetings: Any) -> CaseFacts:
    return replace(facts, title=change.title)


@apply.register
def _(change: CaseMarksSet, facts: CaseFacts, meetings: Any) -> CaseFacts:
    marks = tuple(change.marks.split())
    named = whom_to_hear(RULES, BODIES, facts.case_type.name, marks)
    return replace(facts, marks=marks, to_hear=named)


@apply.register
def _(change: HearingAdded, facts: CaseFacts, meetings: Any) -> CaseFacts:
    assert (change.step, change.round) not in {(h.step, h.round) for h in facts.hearings}
    added = HearingFacts(
        change.id,
        change.step,
        change.round,
        change.phase,
        change.rule,
        change.text,
        change.due_on,
        change.due_version,
        change.close_when_all_answered,
        (),
        changes=change.changes,
        left_out=left_out_in(change.left_out),
    )
    return replace(facts, hearings=(*facts.hearings, added))


@apply.register
def _(change: HearingRewritten, facts: CaseFacts, meetings: Any) -> CaseFacts:
    return _hearing(
        facts,
        change.id,
        rule=change.rule,
        text=change.text,
        due_on=change.due_on,
        close_when_all_answered=change.close_when_all_answered,
        changes=change.changes,
        left_out=left_out_in(change.left_out),
    )


@apply.register
def _(change: HearingOpened, facts: CaseFacts, meetings: Any) -> CaseFacts:
    return _hearing(facts, change.id, phase=change.phase, opened=True)


@apply.register(HearingClosed)
@apply.register(HearingWithdrawn)
@apply.register(HearingPhaseSet)
def _(change: Any, facts: CaseFacts, meetings: Any) -> CaseFacts:
    return _hearing(facts, change.id, phase=change.phase)


@apply.register
def _(change: HearingDueSet, facts: CaseFacts, meetings: Any) -> CaseFacts:
    return _hearing(facts, change.id, due_on=change.due_on, due_version=change.due_version)


@apply.register
def _(change: PartyAdded, facts: CaseFacts, meetings: Any) -> CaseFacts:
    hearing = next(h for h in facts.hearings if h.id == change.hearing_id)
    added = PartyFacts(
        change.id,
        change.body,
        change.name,
        change.status,
        change.due_on,
        change.due_at,
        change.due_version,
        (),
    )
    return _hearing(facts, hearing.id, parties=(*hearing.parties, added))


@apply.register
def _(change: PartyDropped, facts: CaseFacts, meetings: Any) -> CaseFacts:
    return replace(
        facts,
        hearings=tuple(
            replace(h, parties=tuple(p for p in h.parties if p.id != change.id))
            for h in facts.hearings
        ),
    )


@apply.register
def _(change: ContactAdded, facts: CaseFacts, meetings: Any) -> CaseFacts:
    party = next(p for h in facts.hearings for p in h.parties if p.id == change.party_id)
    added = ContactFacts(change.id, change.name, change.email, change.generation)
    return _party(facts, party.id, contacts=(*party.contacts, added))


@apply.register
def _(change: PartyStatusSet, facts: CaseFacts, meetings: Any) -> CaseFacts:
    return _party(facts, change.id, status=change.status)


@apply.register
def _(change: PartyAnswered, facts: CaseFacts, meetings: Any) -> CaseFacts:
    assert change.status is PartyStatus.ANSWERED
    return _party(
        facts,
        change.id,
        status=change.status,
        answers=change.answers,
        response=change.response_id,
    )


@apply.register
def _(change: PartyFallsBack, facts: CaseFacts, meetings: Any) -> CaseFacts:
    return _party(
        facts,
        change.id,
        status=change.status,
        response=change.response_id,
        undone=change.undone,
    )


@apply.register
def _(change: ContactReachSet, facts: CaseFacts, meetings: Any) -> CaseFacts:
    party = next(
        p for h in facts.hearings for p in h.parties if change.id in {k.id for k in p.contacts}
    )
    contacts = tuple(
        replace(k, unreachable=change.unreachable) if k.id == change.id else k
        for k in party.contacts
    )
    return _party(facts, party.id, contacts=contacts)


@apply.register
def _(change: PartyDueSet, facts: CaseFacts, meetings: Any) -> CaseFacts:
    return _party(
        facts,
        change.id,
        due_on=change.due_on,
        due_at=change.due_at,
        due_version=change.due_version,
    )


@apply.register
def _(change: ItemAdded, facts: CaseFacts, meetings: dict[str, MeetingNoted]) -> CaseFacts:
    assert facts.item is None, "one item at a time"
    item = ItemFacts(
        change.id,
        change.step,
        change.meeting_id,
        change.body,
        meetings[change.meeting_id].meets_on,
    )
    return replace(facts, item=item)


@apply.register
def _(change: ItemSettled, facts: CaseFacts, meetings: Any) -> CaseFacts:
    assert facts.item is not None
    assert facts.item.id == change.id
    return replace(facts, item=None)


@apply.register
def _(change: DecisionAdded, facts: CaseFacts, meetings: Any) -> CaseFacts:
    assert facts.item is not None
    item = replace(
        facts.item,
        decision=change.id,
        version=change.version,
        word=change.word,
        effect=change.effect,
        target=_body(change.target),
    )
    return replace(facts, item=item)


def _body(code: str | None) -> Body | None:
    return next((body for body in BODIES if body.code == code), None)
