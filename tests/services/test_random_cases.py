"""Random commands on a real database: what the views show is what the small model says."""

import dataclasses
import tempfile
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis.stateful import initialize, invariant

from tests.casebook import OFFICER, OFFICER_ID, Casebook, installed
from tests.engine.facts_for_tests import BODIES, CALENDAR, CASE_TYPE, at
from tests.engine.test_random_cases import Model, RandomCase, effects, lines
from workflows.engine.commands.answers import Answer
from workflows.engine.commands.command import Command
from workflows.engine.commands.hearings import ExtendHearing
from workflows.engine.definition import CaseType, DecisionWord
from workflows.engine.facts import CaseFacts, HearingFacts, PartyFacts
from workflows.engine.vocabulary import DeadlineKind, Effect, HearingPhase, PartyStatus
from workflows.records.database import open_database, unit_of_work
from workflows.records.schema import migrate
from workflows.records.snapshots import Surroundings, lock_and_load
from workflows.services import cases
from workflows.services.acting import act
from workflows.services.hearings import extend_hearing
from workflows.services.registering import register_by_hand
from workflows.services.replaying import replay_cases
from workflows.services.sweeping import sweep
from workflows.services.verifying import verify


@lru_cache
def book() -> Casebook:
    """One SQLite database for all the random cases, each of which is its own."""
    folder = Path(tempfile.mkdtemp(prefix="sagsgang-random-"))
    url = f"sqlite:///{folder}/sagsgang.db"
    migrate(open_database(url))
    made = installed(url, folder)
    around = Surroundings(CALENDAR, {body.code: body for body in BODIES})
    definitions = dataclasses.replace(made.house.definitions, bodies=BODIES)
    house = dataclasses.replace(made.house, around=around, definitions=definitions)
    return Casebook(house, made.clock)


class StoredWorld:
    """What `World` is in memory, on a database: one case, through the services."""

    def __init__(self, line: str, case_type: CaseType) -> None:
        self.now = at("2024-04-15 10:00")
        made = book()
        types = {case_type.name: case_type}
        definitions = dataclasses.replace(made.house.definitions, case_types=types)
        self.house = dataclasses.replace(made.house, definitions=definitions)
        new = cases.NewCase("En sag", case_type.name, line)
        self.case = cases.open_case(self.house, new, OFFICER_ID, OFFICER)

    @property
    def now(self) -> datetime:
        return book().clock.now

    @now.setter
    def now(self, instant: datetime) -> None:
        book().clock.now = instant

    def do(self, command: Command) -> None:
        if isinstance(command, ExtendHearing):
            extend_hearing(self.house, self.case, command, OFFICER)
        elif isinstance(command, Answer):
            register_by_hand(self.house, self.case, command, OFFICER)
        else:
            act(self.house, self.case, command, OFFICER)

    def sweep(self) -> None:
        sweep(self.house)

    @property
    def facts(self) -> CaseFacts:
        with unit_of_work(self.house.database) as connection:
            (snapshot,), _ = lock_and_load(connection, [self.case], self.house.around)
        return snapshot.facts

    @property
    def state(self) -> str:
        return self.facts.state

    @property
    def hearing(self) -> HearingFacts:
        return self.facts.hearings[-1]

    @property
    def journal(self) -> list[tuple[Any, ...]]:
        return self.view("seq, event", "v_journal")

    @property
    def statuses(self) -> dict[str, str]:
        return {row[0]: row[4] for row in self.deadlines()}

    def deadlines(self) -> list[tuple[Any, ...]]:
        """(id, kind, due_at, executed_at, status) of the case, from the view."""
        return self.view("deadline_id, kind, due_at, executed_at, status", "v_deadline")

    def view(self, columns: str, view: str) -> list[tuple[Any, ...]]:
        statement = f"SELECT {columns} FROM {view} WHERE case_id = '{self.case}'"
        return book().rows(statement)


class StoredCase(RandomCase):
    """The same rules; the invariants are read from the views of the contract."""

    @initialize(line=lines, has=effects)
    def begin(self, line: list[str], has: set[Effect]) -> None:
        ordered = sorted(has)
        words = tuple(DecisionWord(effect.value, effect.value, effect) for effect in ordered)
        name = "-".join(ordered)
        self.effects = has
        self.model = Model(line)
        self.world = StoredWorld(  # type: ignore[assignment]
            ", ".join(line), dataclasses.replace(CASE_TYPE, name=name, words=words)
        )
        self.seen: dict[str, str] = {}

    @property
    def stored(self) -> StoredWorld:
        assert isinstance(self.world, StoredWorld)
        return self.world

    @invariant()
    def the_state_is_the_fold_of_the_journal(self) -> None:
        (result,) = replay_cases(self.stored.house, self.stored.case)
        assert result.right, result
        (verified,) = verify(self.stored.house, self.stored.case)
        assert verified.faults == ()

    # Proved in memory; here nothing is erased.
    an_erased_payload_spoils_nothing = None  # type: ignore[assignment]

    @invariant()
    def each_move_begins_where_the_last_one_ended(self) -> None:
        journal = self.stored.view("seq, from_state, to_state", "v_journal")
        journal.sort()
        assert [row[0] for row in journal] == list(range(1, len(journal) + 1))
        moves = [row[1:] for row in journal if row[2] is not None]
        assert all(before[1] == after[0] for before, after in pairwise(moves))
        ((state, version),) = self.stored.view("state, version", "v_case")
        assert moves[-1][1] == state == self.model.state
        assert version >= len(moves)

    @invariant()
    def deadlines_go_one_way_and_never_early(self) -> None:
        for deadline, _, due_at, executed_at, status in self.stored.deadlines():
            before = self.seen.setdefault(deadline, status)
            assert before in ("pending", status)
            self.seen[deadline] = status
            assert executed_at is None or executed_at >= due_at
            assert (executed_at is not None) == (status in ("done", "skipped"))

    @invariant()
    def what_was_accepted_never_changes_and_counts_unless_replaced_or_undone(self) -> None:
        versions = book().rows(
            "SELECT id, party_id, version, received_at, stance, receipt, text, channel, contact_id"
            f" FROM responses WHERE case_id = '{self.stored.case}'"
        )
        known = {row[0]: row for row in versions}
        before = self.__dict__.setdefault("accepted", known)
        assert before.items() <= known.items()
        before.update(known)
        last = book().rows(
            "SELECT max(version), party_id FROM responses WHERE undone_at IS NULL"
            f" AND case_id = '{self.stored.case}' GROUP BY party_id"
        )
        counting = book().rows(
            "SELECT r.version, r.party_id FROM parties p JOIN responses r ON r.id = p.response_id"
            f" WHERE p.case_id = '{self.stored.case}' AND r.party_id = p.id"
        )
        assert set(last) == set(counting)

    @invariant()
    def a_party_is_answered_missing_or_withdrawn(self) -> None:
        facts = self.world.facts
        parties: list[PartyFacts] = [p for h in facts.hearings for p in h.parties]
        stored = dict(self.stored.view("party_id, status", "v_party"))
        assert {p.id: p.status for p in parties}.items() <= stored.items()
        kinds = [d.kind for d in facts.deadlines]
        assert kinds.count(DeadlineKind.HEARING_CLOSE) <= 1
        told = book().rows(
            "SELECT h.phase, p.status, p.response_id FROM parties p"
            f" JOIN hearings h ON h.id = p.hearing_id WHERE p.case_id = '{self.stored.case}'"
        )
        for phase, status, response in told:
            with_answer = (PartyStatus.ANSWERED, PartyStatus.WITHDRAWN)
            assert status in with_answer if response else status != PartyStatus.ANSWERED
            assert status != PartyStatus.INVITED or phase in (HearingPhase.OPEN, HearingPhase.LATE)

    @invariant()
    def an_answer_is_late_just_when_it_came_after_the_deadline_that_its_party_has(self) -> None:
        rows = book().rows(
            "SELECT r.received_at, r.late, p.due_at FROM v_response r"
            f" JOIN v_party p ON p.party_id = r.party_id WHERE p.case_id = '{self.stored.case}'"
        )
        assert all(bool(late) == (received >= due) for received, late, due in rows)

    @invariant()
    def a_deadline_is_the_end_of_its_day_in_copenhagen(self) -> None:
        rows = self.stored.view("due_on, due_at", "parties")
        for due_on, due_at in rows:
            after = date.fromisoformat(str(due_on)) + timedelta(days=1)
            midnight = datetime.combine(after, time(), ZoneInfo("Europe/Copenhagen"))
            assert datetime.fromisoformat(str(due_at)).replace(tzinfo=UTC) == midnight


TestStoredCases = StoredCase.TestCase
TestStoredCases.settings = settings(max_examples=12, stateful_step_count=20)
