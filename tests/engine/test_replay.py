"""Replaying tells every way in which a journal and the rules can differ, each by its line."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.engine.facts_for_tests import BODIES, CASE_TYPE, KB, VPU, call_in, decision, put_on
from tests.engine.world import World
from workflows.engine.commands.cases import Hold, Reroute, Resume, Submit
from workflows.engine.commands.meetings import TakeEffect
from workflows.engine.replay import Flaw, Told, replay
from workflows.engine.route import read_route, rewrite
from workflows.engine.route_documents import route_document
from workflows.engine.vocabulary import Effect, Event

Journal = list[Told]


def journal() -> Journal:
    """1 opened, 2 held, 3 resumed, 4 rerouted, 5 submitted, 6 placed, 7 decided, 8 in effect."""
    world = World("VPU, KB")
    route = read_route("VPU, ØK, KB", BODIES)
    world.do(Hold("Afventer"), Resume(), Reroute(route, "Økonomi"), Submit())
    world.do(put_on(VPU, "2024-06-12"))
    world.go_to("2024-06-12 18:00")
    world.do(decision(Effect.ADVANCE), TakeEffect())
    return world.journal


def with_line(seq: int, **fields: Any) -> Callable[[Journal], Journal]:
    return lambda lines: [replace(x, **fields) if x.seq == seq else x for x in lines]


def with_payload(seq: int, **fields: Any) -> Callable[[Journal], Journal]:
    return lambda lines: [
        replace(x, payload={**(x.payload or {}), **fields}) if x.seq == seq else x for x in lines
    ]


def test_a_journal_that_is_right_leads_to_the_case() -> None:
    replayed = replay(CASE_TYPE, journal())
    assert replayed.found == ()
    assert (replayed.state, replayed.version, replayed.seq) == ("oek-1.waiting", 8, 8)
    assert replayed.route == read_route("VPU, ØK, KB", BODIES)


def test_a_call_in_is_replayed_on_the_route_that_it_wrote() -> None:
    world = World("VPU")
    world.do(Submit(), put_on(VPU, "2024-06-12"), call_in(), put_on(KB, "2024-06-18"))
    replayed = replay(CASE_TYPE, world.journal)
    assert (replayed.found, replayed.state) == ((), "kb-1.on_agenda")


@pytest.mark.parametrize(
    ("spoilt", "flaws"),
    [
        (with_line(1, to_state="closed"), [(1, Flaw.NOT_OPENED), (2, Flaw.FROM_ELSEWHERE)]),
        (lambda lines: lines[1:], [(2, Flaw.GAP), (2, Flaw.NOT_OPENED)]),
        (lambda lines: lines[:5] + lines[6:], [(7, Flaw.GAP), (7, Flaw.FROM_ELSEWHERE)]),
        (with_line(6, from_state="drafting"), [(6, Flaw.FROM_ELSEWHERE)]),
        (
            with_line(6, to_state="kb-1.waiting"),
            [(6, Flaw.LEADS_ELSEWHERE), (7, Flaw.FROM_ELSEWHERE)],
        ),
        (with_line(6, event=Event.CASE_EDITED), [(6, Flaw.UNREADABLE)]),
        (with_line(6, event="case:forgotten"), [(6, Flaw.UNREADABLE)]),
        (with_line(6, event=Event.CASE_WITHDRAWN), [(6, Flaw.UNREADABLE)]),
        (with_payload(8, effect="gone"), [(8, Flaw.UNREADABLE)]),
        (with_payload(8, effect="defer"), [(8, Flaw.LEADS_ELSEWHERE)]),
        (with_payload(8, effect="refer", target="BUU"), [(8, Flaw.NOT_ALLOWED)]),
        (
            with_payload(6, route=route_document(read_route("KB, ØK", BODIES))),
            [(6, Flaw.WALKED_CHANGED), (7, Flaw.NOT_ALLOWED)],
        ),
    ],
)
def test_each_flaw_is_told_by_its_line(
    spoilt: Callable[[Journal], Journal], flaws: list[tuple[int, Flaw]]
) -> None:
    found = replay(CASE_TYPE, spoilt(journal())).found
    assert [(one.seq, one.flaw) for one in found][: len(flaws)] == flaws


def test_rules_that_have_changed_are_told() -> None:
    words = tuple(word for word in CASE_TYPE.words if word.effect is not Effect.ADVANCE)
    found = replay(replace(CASE_TYPE, words=words), journal()).found
    assert [(one.seq, one.flaw) for one in found] == [(8, Flaw.NOT_ALLOWED)]


def test_without_its_payload_a_move_must_still_be_one_of_the_route() -> None:
    lines = [replace(x, payload=None) if x.seq == 6 else x for x in journal()]
    assert replay(CASE_TYPE, lines).found == ()
    lines = with_line(6, to_state="vpu-1.decided")(lines)
    assert replay(CASE_TYPE, lines).found[0].flaw is Flaw.NOT_ALLOWED


def test_after_an_erased_change_of_route_the_moves_are_believed() -> None:
    lines = [replace(x, payload=None) if x.seq == 4 else x for x in journal()]
    replayed = replay(CASE_TYPE, lines)
    assert (replayed.found, replayed.route, replayed.state) == ((), None, "oek-1.waiting")


def test_the_walked_part_may_be_numbered_on_but_not_changed() -> None:
    route = read_route("VPU, KB", BODIES)
    world = World("VPU, KB")
    world.do(Submit(), Reroute(rewrite(route, 1, read_route("VPU, KB", BODIES)), "Igen"))
    replayed = replay(CASE_TYPE, world.journal)
    assert replayed.found == ()
    assert replayed.route is not None
    assert [step.key for step in replayed.route.steps] == ["vpu-1", "vpu-2", "kb-1"]
