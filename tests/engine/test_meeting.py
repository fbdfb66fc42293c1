"""A case at a body's meeting: agenda, decision, what each effect does, and the call-in."""

from dataclasses import replace

import pytest

from tests.engine.facts_for_tests import (
    BUU,
    CASE_TYPE,
    KB,
    OEK,
    OMU,
    OPEN,
    VPU,
    call_in,
    decision,
    plan,
    put_on,
)
from tests.engine.world import World
from workflows.engine import changes as c
from workflows.engine.commands import (
    Command,
    Decide,
    PointDecision,
    RemarkText,
    Submit,
    TakeEffect,
    TakeOffAgenda,
)
from workflows.engine.definition import Body
from workflows.engine.errors import Incomplete, Lack, NotAllowed, WrongInput
from workflows.engine.route import MOST_STEPS
from workflows.engine.vocabulary import DeadlineKind, DeadlineStatus, Effect, MessageKind

BY_CODE = {body.code: body for body in (KB, OEK, VPU, BUU, OMU)}


def on_agenda(line: str) -> World:
    """The case is on the agenda of the first body of its route."""
    world = World(line)
    body = BY_CODE[world.facts.route.steps[0].body or ""]
    world.do(Submit(), put_on(body, "2024-06-12"))
    return world


def refused(world: World, command: Command) -> Lack:
    before = world.facts
    with pytest.raises(Incomplete) as found:
        world.do(command)
    assert world.facts == before
    return found.value.missing[0].code


@pytest.mark.parametrize(
    ("line", "effect", "target", "state", "after"),
    [
        ("VPU, KB", Effect.ADVANCE, None, "kb-1.waiting", "VPU, KB"),
        ("VPU, høring, VPU", Effect.ADVANCE, None, "hearing-1.preparing", "VPU, høring, VPU"),
        ("KB", Effect.ADVANCE, None, "closed", "KB"),
        ("VPU, KB", Effect.DEFER, None, "vpu-1.waiting", "VPU, KB"),
        ("VPU, KB", Effect.RETURN, None, "drafting", "VPU, KB"),
        ("VPU, KB", Effect.SEND_TO_HEARING, None, "hearing-1.preparing", "VPU, høring, VPU, KB"),
        (
            "VPU, høring, VPU",
            Effect.SEND_TO_HEARING,
            None,
            "hearing-1.preparing",
            "VPU, høring, VPU",
        ),
        ("OMU", Effect.SEND_TO_HEARING, None, "hearing-1.preparing", "OMU, høring, OMU"),
        ("VPU, KB", Effect.REFER, BUU, "buu-1.waiting", "VPU, BUU, KB"),
        ("VPU, ØK, KB", Effect.REFER, OEK, "oek-1.waiting", "VPU, ØK, KB"),
        ("OMU", Effect.REFER, VPU, "vpu-1.waiting", "OMU, VPU"),
        ("VPU, KB", Effect.REFER, VPU, "vpu-2.waiting", "VPU, VPU, KB"),
        ("VPU, KB", Effect.REJECT, None, "closed", "VPU, KB"),
        ("VPU, høring, VPU", Effect.LAPSE, None, "closed", "VPU, høring, VPU"),
    ],
)
def test_each_effect_moves_the_case_when_the_meeting_is_closed(
    line: str, effect: Effect, target: Body | None, state: str, after: str
) -> None:
    world = on_agenda(line)
    decided = f"{world.facts.route.steps[0].key}.decided"
    world.do(decision(effect, target))
    assert (world.state, world.facts.route.line) == (decided, line)
    world.do(TakeEffect())
    assert (world.state, world.facts.route.line) == (state, after)
    assert world.facts.item is None
    assert DeadlineStatus.PENDING not in world.statuses.values()


def test_a_deferred_case_comes_on_a_later_agenda_and_is_decided_again() -> None:
    world = on_agenda("VPU, KB")
    world.do(decision(Effect.DEFER), TakeEffect(), put_on(VPU, "2024-08-14"))
    world.do(decision(Effect.ADVANCE), TakeEffect())
    assert world.state == "kb-1.waiting"
    assert len([change for change in world.changes if isinstance(change, c.DecisionAdded)]) == 2


def test_only_the_body_whose_turn_it_is_takes_the_case_on_its_agenda() -> None:
    world = World("VPU, KB")
    world.do(Submit())
    assert refused(world, put_on(KB, "2024-06-12")) is Lack.MEETING_OF_THIS_BODY


def test_off_the_agenda_it_waits_again() -> None:
    world = on_agenda("VPU")
    world.do(TakeOffAgenda("Mangler bilag"))
    assert (world.state, world.facts.item) == ("vpu-1.waiting", None)
    assert DeadlineStatus.PENDING not in world.statuses.values()
    world.do(put_on(VPU, "2024-06-12"))
    assert world.state == "vpu-1.on_agenda"


@pytest.mark.parametrize(
    ("command", "lack"),
    [
        (Decide("hævet", "Hævet."), Lack.WORD),
        (Decide("advance", "  "), Lack.DECISION_TEXT),
        (Decide("refer", "Oversendt."), Lack.TARGET),
        (Decide("advance", "", (PointDecision(1, "Godkendt.", "hævet"),)), Lack.WORD),
    ],
)
def test_a_decision_has_a_word_a_text_and_for_some_a_body(command: Decide, lack: Lack) -> None:
    assert refused(on_agenda("VPU"), command) is lack


def test_the_recorder_gives_the_effect_where_the_points_differ() -> None:
    world = on_agenda("VPU, KB")
    points = (PointDecision(1, "Drøftet.", "advance"), PointDecision(2, "Udsat.", "defer"))
    remark = RemarkText("bemærker, at tiden er knap", "Ida Holm (A)", dissent=True)
    world.do(Decide("advance", "", points, (remark,), ("Bo Dam (X)",), Effect.DEFER), TakeEffect())
    assert world.state == "vpu-1.waiting"
    kinds = [type(change).__name__ for change in world.changes]
    assert kinds.count("DecisionPointAdded") == 2
    assert kinds.count("RemarkAdded") == kinds.count("AbsenteeAdded") == 1


def test_an_effect_that_no_word_of_the_case_type_has_could_never_take_effect() -> None:
    words = tuple(word for word in CASE_TYPE.words if word.effect is not Effect.SEND_TO_HEARING)
    world = World("VPU", case_type=replace(CASE_TYPE, words=words))
    world.do(Submit(), put_on(VPU, "2024-06-12"))
    assert (
        refused(world, Decide("advance", "I høring.", effect=Effect.SEND_TO_HEARING)) is Lack.WORD
    )


def test_a_route_that_can_grow_no_longer_refuses_the_decision_and_not_its_effect() -> None:
    world = on_agenda(", ".join(["VPU", "ØK"] * (MOST_STEPS // 2)))
    with pytest.raises(WrongInput):
        world.do(decision(Effect.SEND_TO_HEARING))
    world.do(decision(Effect.ADVANCE), TakeEffect())
    assert world.state == "oek-1.waiting"


def test_nothing_takes_effect_before_it_is_decided() -> None:
    world = on_agenda("VPU")
    with pytest.raises(NotAllowed) as found:
        world.do(TakeEffect())
    assert "decide" in found.value.allowed
    with pytest.raises(NotAllowed):
        World("VPU").do(decision(Effect.ADVANCE))


@pytest.mark.parametrize("decided", [False, True])
@pytest.mark.parametrize(
    ("line", "via", "state", "after"),
    [
        ("VPU, ØK, KB", None, "kb-1.waiting", "VPU, KB"),
        ("VPU, ØK, KB", OEK, "oek-1.waiting", "VPU, ØK, KB"),
        ("VPU", None, "kb-1.waiting", "VPU, KB"),
        ("VPU", OEK, "oek-1.waiting", "VPU, ØK, KB"),
        ("VPU, høring, VPU", None, "kb-1.waiting", "VPU, KB"),
        ("VPU, KB", None, "kb-1.waiting", "VPU, KB"),
        ("VPU, KB", KB, "kb-1.waiting", "VPU, KB"),
    ],
)
def test_a_member_brings_the_case_before_the_council_until_the_meeting_is_closed(
    line: str, via: Body | None, state: str, after: str, decided: bool
) -> None:
    world = on_agenda(line)
    if decided:
        world.do(decision(Effect.ADVANCE))
    world.do(call_in(via))
    assert (world.state, world.facts.route.line) == (state, after)
    assert world.facts.item is None
    assert DeadlineStatus.PENDING not in world.statuses.values()


@pytest.mark.parametrize("line", ["KB", "OMU, KB"])
def test_only_a_committees_case_is_called_in(line: str) -> None:
    with pytest.raises(NotAllowed):
        on_agenda(line).do(call_in())
    waiting = World("VPU, KB")
    waiting.do(Submit())
    with pytest.raises(NotAllowed):
        waiting.do(call_in())


def test_a_case_called_in_still_takes_late_answers_until_the_councils_agenda() -> None:
    world = World("høring, VPU, KB")
    world.do(plan(), Submit(), OPEN)
    world.go_to("2024-05-15 00:05")
    world.sweep()
    world.do(put_on(VPU, "2024-06-12"), call_in(), put_on(KB, "2024-06-18"))
    assert [due for due, s in world.deadlines_of(DeadlineKind.HEARING_SEAL)] == [
        "2024-06-07 00:00",
        "2024-06-13 00:00",
    ]


def test_the_officer_is_told_once_when_the_minutes_are_overdue() -> None:
    world = on_agenda("VPU")
    world.go_to("2024-06-14 23:59")
    world.sweep()
    assert world.letters == []
    world.go_to("2024-06-15 00:00")
    world.sweep()
    world.sweep()
    assert world.letters_of(MessageKind.OFFICER) == ["anna@by.example"]
    assert world.deadlines_of(DeadlineKind.OVERDUE) == [("2024-06-15 00:00", DeadlineStatus.DONE)]
