"""The case itself: drafting, resting, ending, and a route written anew."""

from dataclasses import replace
from typing import Any

import pytest

from tests.engine.facts_for_tests import (
    BODIES,
    OPEN,
    VPU,
    answer,
    call_in,
    decision,
    plan,
    put_on,
)
from tests.engine.world import World
from workflows.engine.casework import open_case
from workflows.engine.changes.cases import CaseVersionKept, PartAdded
from workflows.engine.commands.cases import (
    CaseWords,
    EditCase,
    Hold,
    ItemPart,
    OpenCase,
    Reopen,
    Reroute,
    Resume,
    Submit,
    Withdraw,
)
from workflows.engine.commands.command import Command
from workflows.engine.commands.meetings import TakeEffect, TakeOffAgenda
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed
from workflows.engine.route import read_route
from workflows.engine.vocabulary import (
    DeadlineKind,
    DeadlineStatus,
    Effect,
    Event,
    HearingPhase,
    MessageKind,
    Openness,
    PartyStatus,
)

HOLD, WITHDRAW, REOPEN = Hold("Afventer"), Withdraw("Bortfalder"), Reopen("Ny oplysning")


def reroute(line: str) -> Reroute:
    return Reroute(read_route(line, BODIES), "Udvalget ønsker det")


def decided(world: World, effect: Effect = Effect.ADVANCE) -> World:
    """The case is on VPU's agenda, and decided, and the meeting is closed."""
    world.do(put_on(VPU, "2024-06-12"))
    world.go_to("2024-06-12 18:00")
    world.do(decision(effect), TakeEffect())
    return world


def heard(world: World) -> World:
    """The hearing that comes first in the route was held and closed at its deadline."""
    world.do(plan(), Submit(), OPEN)
    world.go_to("2024-05-15 00:05")
    world.sweep()
    return world


def test_a_case_begins_in_drafting_with_its_route_in_the_journal() -> None:
    world = World("høring, VPU")
    (line,) = world.journal
    assert (world.state, line.from_state, line.to_state) == ("drafting", None, "drafting")
    assert line.payload is not None
    assert line.payload["route"]["line"] == "Høring, VPU"


@pytest.mark.parametrize("title", ["", "  \n "])
def test_a_case_has_a_title(title: str) -> None:
    route = read_route("VPU", BODIES)
    with pytest.raises(Incomplete) as refused:
        open_case(OpenCase("id", "24/1", title, Openness.OPEN, route), "type", "sha")
    assert refused.value.missing == (Missing(Lack.TITLE),)
    with pytest.raises(Incomplete):
        World("VPU").do(EditCase(title, "Tekst", "Direktøren", ()))


@pytest.mark.parametrize(
    ("line", "state"), [("VPU, KB", "vpu-1.waiting"), ("høring, VPU", "hearing-1.preparing")]
)
def test_a_draft_is_sent_on_to_the_first_step(line: str, state: str) -> None:
    world = World(line)
    world.do(Submit())
    assert world.state == state
    assert world.facts.version == 2


def test_an_officers_edit_counts_and_moves_nothing() -> None:
    world = World("VPU")
    world.do(EditCase(" Ny titel ", "Tekst", "Direktøren", ("at godkende", "at sende")))
    assert (world.state, world.facts.version, world.facts.title) == ("drafting", 2, "Ny titel")


def test_an_edit_tells_what_changed_and_one_that_changes_nothing_writes_nothing() -> None:
    world = World("VPU")
    title = world.facts.title
    before = CaseWords("Tekst", "Direktøren", ("at godkende",))

    def told(title: str, *words: Any) -> Any:
        lines = len(world.journal)
        world.do(EditCase(title, *words, before=before))
        return [line.payload for line in world.journal[lines:]]

    version = world.facts.version
    assert told(f" {title} ", "Tekst", " Direktøren ", ("at godkende",)) == []
    assert world.facts.version == version
    assert told("Ny titel", "Tekst", "Direktøren", ("at godkende",)) == [{"title": "Ny titel"}]
    assert told("Ny titel", "Ny tekst", "Chefen", ("at godkende",)) == [
        {"rewritten": ["text", "proposer"]}
    ]
    assert told("Ny titel", "Tekst", "Direktøren", ()) == [{"points": 0}]
    assert world.facts.version == version + 3


def test_parts_that_say_nothing_are_left_out_and_those_rewritten_are_told_by_title() -> None:
    world = World("VPU")
    money, law = ItemPart("Økonomi", "Intet."), ItemPart("Lovgrundlag", " \n")
    words = EditCase(world.facts.title, "Tekst", "", ())
    world.do(replace(words, parts=(money, law)))
    assert [one.title for one in world.changes if isinstance(one, PartAdded)] == ["Økonomi"]
    assert world.journal[-1].payload == {"rewritten": ["text", "Økonomi"]}
    before = CaseWords("Tekst", "", (), (money,))
    lines = len(world.journal)
    world.do(replace(words, parts=None, before=before))
    assert len(world.journal) == lines, "None leaves them as they are"
    world.do(replace(words, parts=(), before=before))
    assert world.journal[-1].payload == {"rewritten": ["Økonomi"]}
    kept = [one for one in world.changes if isinstance(one, CaseVersionKept)]
    assert [(one.text, one.written_by) for one in kept] == [("Tekst", "Anna Krag")] * 2


def test_what_is_ended_is_not_written_anew() -> None:
    world = World("VPU")
    world.do(WITHDRAW)
    with pytest.raises(NotAllowed):
        world.do(EditCase("Ny titel", "", "", ()))


@pytest.mark.parametrize("command", [Hold(" "), Withdraw(""), TakeOffAgenda("")])
def test_a_reason_is_asked_for(command: Command) -> None:
    world = World("VPU")
    world.do(Submit())
    if isinstance(command, TakeOffAgenda):
        world.do(put_on(VPU, "2024-06-12"))
    with pytest.raises(Incomplete) as refused:
        world.do(command)
    assert refused.value.missing == (Missing(Lack.REASON),)


def test_what_cannot_be_done_is_said_before_what_is_missing_for_it() -> None:
    world = World("VPU")
    for command in (TakeOffAgenda(""), Reopen("")):
        with pytest.raises(NotAllowed) as refused:
            world.do(command)
        assert "submit" in refused.value.allowed


@pytest.mark.parametrize("line", ["VPU", "høring, VPU"])
@pytest.mark.parametrize("before", [(), (Submit(),)])
def test_a_case_rests_and_is_taken_up_where_it_was(line: str, before: tuple[Command, ...]) -> None:
    world = World(line)
    world.do(*before)
    left = world.state
    world.do(HOLD)
    assert (world.state, world.facts.held_state) == ("on_hold", left)
    world.do(Resume())
    assert (world.state, world.facts.held_state) == (left, None)


def test_no_case_rests_while_a_body_is_asked_or_has_it_before_it() -> None:
    hearing = World("høring, VPU")
    hearing.do(plan(), Submit(), OPEN)
    meeting = World("VPU")
    meeting.do(Submit(), put_on(VPU, "2024-06-12"))
    on_agenda = meeting.facts
    meeting.go_to("2024-06-12 18:00")
    meeting.do(decision(Effect.ADVANCE))
    for facts in (hearing.facts, on_agenda, meeting.facts):
        world = World("VPU")
        world.facts = facts
        with pytest.raises(NotAllowed):
            world.do(HOLD)


def test_a_resting_case_may_be_withdrawn_and_nothing_is_left_to_resume() -> None:
    world = World("VPU")
    world.do(HOLD, WITHDRAW)
    assert (world.state, world.facts.held_state) == ("withdrawn", None)
    world.do(REOPEN)
    assert world.state == "drafting"
    with pytest.raises(NotAllowed):
        world.do(Resume())


def test_a_withdrawn_case_tells_those_heard_and_has_nothing_left_due() -> None:
    world = World("høring, VPU")
    world.do(plan(), Submit(), OPEN)
    world.do(answer(world.party("Ældre").id, world.now))
    world.do(WITHDRAW)
    assert world.hearing.phase is HearingPhase.WITHDRAWN
    assert world.letters_of(MessageKind.WITHDRAWAL) == [
        "handicap0@raad.example",
        "ældre0@raad.example",
    ]
    assert set(world.statuses.values()) == {DeadlineStatus.CANCELLED}
    assert world.events()[-2:] == [Event.CASE_WITHDRAWN, Event.HEARING_WITHDRAWN]


def test_a_plan_that_nobody_saw_is_withdrawn_without_a_letter() -> None:
    world = World("høring, VPU")
    world.do(plan(), WITHDRAW)
    assert world.hearing.phase is HearingPhase.WITHDRAWN
    assert world.letters == []


def test_withdrawing_seals_what_still_took_late_answers_and_takes_the_case_off_the_agenda() -> None:
    world = heard(World("høring, VPU"))
    assert world.hearing.phase is HearingPhase.LATE
    world.do(put_on(VPU, "2024-06-12"), WITHDRAW)
    assert world.hearing.phase is HearingPhase.SEALED
    assert world.facts.item is None
    assert DeadlineStatus.PENDING not in world.statuses.values()


def test_a_decided_case_can_no_longer_be_withdrawn() -> None:
    world = World("VPU")
    world.do(Submit(), put_on(VPU, "2024-06-12"))
    world.go_to("2024-06-12 18:00")
    world.do(decision(Effect.ADVANCE))
    with pytest.raises(NotAllowed) as refused:
        world.do(WITHDRAW)
    assert "take_effect" in refused.value.allowed


def test_a_case_sent_back_is_heard_in_a_new_round_and_the_old_one_is_sealed() -> None:
    world = heard(World("høring, VPU"))
    heard_party = world.party("Ældre").id
    decided(world, Effect.RETURN)
    assert world.state == "drafting"
    first = world.hearing
    assert first.phase is HearingPhase.SEALED
    world.go_to("2024-06-13 10:00")
    world.do(plan(due_on="2024-07-15"), Submit(), OPEN)
    assert (world.hearing.step, world.hearing.round) == ("hearing-1", 2)
    assert world.hearing.id != first.id
    with pytest.raises(Incomplete) as refused:
        world.do(answer(heard_party, world.now))
    assert refused.value.missing == (Missing(Lack.OPEN_FOR_ANSWERS),)


def test_a_closed_case_taken_up_again_seals_its_last_hearing() -> None:
    world = World("VPU, høring")
    world.do(Submit(), put_on(VPU, "2024-04-24"))
    world.go_to("2024-04-24 18:00")
    world.do(decision(Effect.ADVANCE), TakeEffect())
    world.do(plan(), OPEN)
    world.go_to("2024-05-15 00:05")
    world.sweep()
    assert (world.state, world.hearing.phase) == ("closed", HearingPhase.LATE)
    world.do(REOPEN)
    assert (world.state, world.hearing.phase) == ("drafting", HearingPhase.SEALED)
    assert DeadlineStatus.PENDING not in world.statuses.values()


def test_the_part_walked_stays_and_the_rest_is_written_anew() -> None:
    world = decided(heard(World("høring, VPU, ØK, KB")))
    assert world.state == "oek-1.waiting"
    world.do(reroute("høring, VPU, ØK, BUU, KB"))
    assert world.facts.route.line == "Høring, VPU, ØK, BUU, KB"
    assert world.state == "oek-1.waiting"
    assert world.journal[-1].payload is not None
    assert world.journal[-1].payload["before"] == "Høring, VPU, ØK, KB"
    for line in ("VPU, ØK, KB", "høring, VPU", "høring, BUU, ØK, KB"):
        with pytest.raises(Incomplete) as refused:
            world.do(reroute(line))
        assert refused.value.missing[0].code is Lack.ROUTE_KEEPS_WALKED


def test_a_resting_case_keeps_the_step_that_it_rests_at() -> None:
    world = World("VPU, KB")
    world.do(Submit(), HOLD)
    with pytest.raises(Incomplete):
        world.do(reroute("KB"))
    world.do(reroute("VPU, ØK"), Resume())
    assert (world.state, world.facts.route.line) == ("vpu-1.waiting", "VPU, ØK")


def test_a_plan_for_a_hearing_that_the_new_route_does_not_have_is_withdrawn() -> None:
    world = World("høring, VPU")
    world.do(plan(), reroute("VPU, KB"))
    assert world.hearing.phase is HearingPhase.WITHDRAWN
    assert world.letters == []


def test_a_plan_is_kept_when_the_new_route_has_its_hearing_too() -> None:
    world = World("høring, VPU")
    world.do(plan(), reroute("VPU, høring, KB"))
    assert world.hearing.phase is HearingPhase.PREPARING
    world.do(Submit(), put_on(VPU, "2024-04-24"))
    world.go_to("2024-04-24 18:00")
    world.do(decision(Effect.ADVANCE), TakeEffect(), OPEN)
    assert world.state == "hearing-1.open"


def test_a_call_in_takes_a_hearing_that_was_planned_for_later_with_it() -> None:
    world = World("VPU, høring, VPU, KB")
    world.do(plan(), Submit(), put_on(VPU, "2024-06-12"), call_in())
    assert world.facts.route.line == "VPU, KB"
    assert world.hearing.phase is HearingPhase.WITHDRAWN
    assert world.hearing.parties == ()


def test_ended_cases_take_no_new_route() -> None:
    world = World("VPU")
    world.do(WITHDRAW)
    with pytest.raises(NotAllowed):
        world.do(reroute("VPU, KB"))


def test_nothing_is_prepared_while_a_case_rests() -> None:
    world = World("høring, VPU")
    world.do(HOLD)
    with pytest.raises(NotAllowed):
        world.do(plan())


def test_parties_of_a_withdrawn_round_are_withdrawn() -> None:
    world = World("høring, VPU")
    world.do(plan(), Submit(), OPEN, WITHDRAW)
    statuses = [c.status for c in world.changes if type(c).__name__ == "PartyStatusSet"]
    assert statuses[-2:] == [PartyStatus.WITHDRAWN, PartyStatus.WITHDRAWN]
    assert world.deadlines_of(DeadlineKind.HEARING_CLOSE) == [
        ("2024-05-15 00:05", DeadlineStatus.CANCELLED)
    ]
