"""A step at which nothing has happened yet may be replaced when the route is written anew."""

import pytest

from tests.engine.facts_for_tests import BODIES, CASE_TYPE, OPEN, VPU, decision, plan, put_on
from tests.engine.world import World
from workflows.engine.commands.cases import Hold, Reroute, Resume, Submit
from workflows.engine.commands.meetings import TakeEffect, TakeOffAgenda
from workflows.engine.errors import Incomplete, Lack
from workflows.engine.replay import Flaw, replay
from workflows.engine.route import read_route
from workflows.engine.vocabulary import Effect, HearingPhase


def reroute(line: str, *, untouched: bool = True) -> Reroute:
    return Reroute(read_route(line, BODIES), "Sagen hører til et andet sted", untouched)


def submitted(line: str) -> World:
    world = World(line)
    world.do(Submit())
    return world


def refused(world: World, line: str, *, untouched: bool = True) -> None:
    with pytest.raises(Incomplete) as found:
        world.do(reroute(line, untouched=untouched))
    assert found.value.missing[0].code is Lack.ROUTE_KEEPS_WALKED


def replayed_right(world: World) -> None:
    replayed = replay(CASE_TYPE, world.journal)
    assert replayed.found == ()
    assert (replayed.state, replayed.held_state) == (world.state, world.facts.held_state)
    assert replayed.route == world.facts.route


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ("VPU, ØK, KB", "BUU, ØK, KB", "buu-1.waiting"),
        ("VPU, ØK, KB", "høring, VPU, KB", "hearing-1.preparing"),
        ("høring, VPU, KB", "VPU, høring, VPU, KB", "vpu-1.waiting"),
        ("VPU, KB", "VPU, ØK, KB", "vpu-1.waiting"),
    ],
)
def test_a_step_just_begun_gives_way(old: str, new: str, state: str) -> None:
    world = submitted(old)
    world.do(reroute(new))
    assert (world.state, world.facts.route) == (state, read_route(new, BODIES))
    assert world.journal[-1].to_state == state
    replayed_right(world)


def test_what_is_walked_before_it_stays() -> None:
    world = submitted("VPU, ØK, KB")
    world.do(put_on(VPU, "2024-06-12"))
    world.go_to("2024-06-12 18:00")
    world.do(decision(Effect.ADVANCE), TakeEffect())
    refused(world, "BUU, ØK, KB")
    refused(world, "VPU")
    world.do(reroute("VPU, BUU, KB"))
    assert world.state == "buu-1.waiting"
    replayed_right(world)


def test_a_plan_goes_with_the_hearing_that_gives_way() -> None:
    world = World("høring, VPU")
    world.do(plan(), Submit(), reroute("VPU"))
    assert world.hearing.phase is HearingPhase.WITHDRAWN
    assert world.state == "vpu-1.waiting"
    replayed_right(world)


def test_a_resting_case_resumes_at_the_new_step() -> None:
    world = submitted("VPU, KB")
    world.do(Hold("Afventer"), reroute("ØK, KB"))
    assert (world.state, world.facts.held_state) == ("on_hold", "oek-1.waiting")
    replayed_right(world)
    world.do(Resume())
    assert world.state == "oek-1.waiting"
    replayed_right(world)


def test_what_has_begun_stays() -> None:
    for_meeting = submitted("VPU, KB")
    refused(for_meeting, "ØK, KB", untouched=False)
    for_meeting.do(put_on(VPU, "2024-06-12"))
    refused(for_meeting, "ØK, KB")
    for_hearing = World("høring, VPU, KB")
    for_hearing.do(plan(), Submit(), OPEN)
    refused(for_hearing, "VPU, KB")


def test_a_journal_that_replaces_what_had_begun_is_not_believed() -> None:
    """Being on an agenda and taken off it again is what the command was wrongly told is nothing."""
    world = submitted("VPU, KB")
    world.do(put_on(VPU, "2024-06-12"), TakeOffAgenda("For tidligt"), reroute("ØK, KB"))
    [found] = replay(CASE_TYPE, world.journal).found
    assert found.flaw is Flaw.WALKED_CHANGED
