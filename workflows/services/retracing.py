"""Walks an imported case through what its text tells, by the ordinary acts at the days of then."""

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from workflows.engine.commands.cases import PassImportedHearing, Reroute, Submit
from workflows.engine.commands.command import Command
from workflows.engine.commands.meetings import (
    Decide,
    MeetingRef,
    PointDecision,
    PutOnAgenda,
    RemarkText,
    TakeEffect,
)
from workflows.engine.deciding import decide
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.items.description import ReadDecision
from workflows.engine.naming import find_body
from workflows.engine.route import CLOSED, DRAFTING, meeting_step, rewrite, split_state, step
from workflows.engine.vocabulary import Effect, StepKind
from workflows.records.agendas import close, kept_open, open_items, was_on_agenda
from workflows.records.database import Transaction
from workflows.records.held_here import is_held_here
from workflows.records.snapshots import Snapshot, lock_and_load
from workflows.services.acting import store
from workflows.services.calendars import meeting_on
from workflows.services.installation import Installation
from workflows.services.wording import acts as say


def midday(house: Installation, day: date | None) -> datetime:
    """Noon of a day, when a meeting of which only the day is known is taken to be."""
    assert day is not None
    return house.around.calendar.at(day, time(12))


def beginning(house: Installation, decisions: Sequence[ReadDecision]) -> datetime | None:
    """When the first agenda took the case at the latest, or None where nobody decided."""
    if not decisions:
        return None
    first = decisions[0]
    assert first.code is not None
    assert first.decided_on is not None
    return midday(house, _meeting(house, first.code, first.decided_on).cutoff_on)


def _meeting(house: Installation, body: str, day: date) -> MeetingRef:
    """The meeting of the calendar, or one of its own on a day that the calendar lacks."""
    name = f"sagsgang:meeting:{body}:{day.isoformat()}"
    own = MeetingRef(str(uuid5(NAMESPACE_URL, name)), body, day, day, day)
    return meeting_on(house, body, day) or own


class Retracing:
    """The walk of one case, within one transaction."""

    def __init__(
        self, connection: Transaction, house: Installation, case: str, actor: Actor, at: datetime
    ) -> None:
        self._connection = connection
        self._house = house
        self._case = case
        self._actor = actor
        self.at = at
        """When the next act was done."""

    @property
    def state(self) -> str:
        """Where the case stands."""
        return self._facts().state

    def do(self, command: Command) -> None:
        """Do one thing at the instant of the walk."""
        snapshot = self._load()
        outcome = decide(snapshot.facts, command, self._actor, self.at)
        done = [(snapshot, outcome)]
        store(self._connection, self._house, done, self._actor, self.at, "import")

    def decide(self, decision: ReadDecision, following: str | None) -> str:
        """Bring the case to the body's meeting and record what it decided; why not, if it cannot.

        `following` is the code of the body that decided next.
        """
        assert decision.code is not None
        assert decision.decided_on is not None
        missing = self._come_to(decision.code)
        if missing:
            return missing
        meeting = _meeting(self._house, decision.code, decision.decided_on)
        self.at = max(self.at, midday(self._house, meeting.cutoff_on))
        # Of a meeting that texts alone tell of, each text tells an item.
        if not kept_open(self._connection, meeting) and is_held_here(self._connection, meeting.id):
            return say.MEETING_IS_HELD_HERE
        self.do(PutOnAgenda(meeting, say.FROM_THE_TEXT_OF_AN_AGENDA))
        self.at = max(self.at, midday(self._house, decision.decided_on))
        if decision.word is None:
            return say.WORD_OF_DECISION_IS_MISSING
        self.do(self._decision(decision, decision.word, following))
        self.do(TakeEffect())
        if not open_items(self._connection, meeting.id):
            close(self._connection, meeting.id, self.at)
        return ""

    def _come_to(self, body: str) -> str:
        """Move on to where the case waits for the body; why it cannot, if so."""
        if self.state == DRAFTING:
            self.do(Submit())
        facts = self._facts()
        key, phase = split_state(facts.state)
        if facts.state == CLOSED or key is None:
            return say.CASE_HAD_ENDED
        here = step(facts.route, key)
        if here.kind is StepKind.HEARING:
            self.do(PassImportedHearing())
            return self._come_to(body)
        if phase != "waiting":
            return say.THE_ONE_BEFORE_IS_MISSING
        if here.body == body:
            return ""
        return self._route_to(facts, key, body)

    def _route_to(self, facts: CaseFacts, key: str, code: str) -> str:
        """Leave out the steps before the body, or put it in, where the text tells another route."""
        if was_on_agenda(self._connection, facts.id, key):
            return say.ANOTHER_BODY_HAD_IT
        body = find_body(self._house.definitions.bodies, code)
        assert body is not None
        at = facts.route.steps.index(step(facts.route, key))
        rest = facts.route.steps[at:]
        ahead = next((n for n, one in enumerate(rest) if one.body == code), None)
        wanted = rest[ahead:] if ahead is not None else (meeting_step(body), *rest)
        self.do(
            Reroute(
                rewrite(facts.route, at, wanted), say.FROM_THE_TEXT_OF_AN_AGENDA, untouched=True
            )
        )
        return ""

    def _decision(self, read: ReadDecision, word: str, following: str | None) -> Decide:
        facts = self._facts()
        chosen = facts.case_type.word(word)
        assert chosen is not None
        effect, refer_to = chosen.effect, None
        if effect is Effect.REFER:
            refer_to = find_body(self._house.definitions.bodies, following) if following else None
            effect = effect if refer_to and following != read.code else Effect.ADVANCE
        return Decide(
            word,
            read.text,
            tuple(PointDecision(one.number, one.text, one.word) for one in read.points),
            tuple(RemarkText(one.text, one.members, one.dissent) for one in read.remarks),
            tuple(f"{one.name} ({one.role})" if one.role else one.name for one in read.absentees),
            effect=effect,
            refer_to=refer_to if effect is Effect.REFER else None,
        )

    def _load(self) -> Snapshot:
        snapshots, _ = lock_and_load(self._connection, [self._case], self._house.around)
        return snapshots[0]

    def _facts(self) -> CaseFacts:
        return self._load().facts
