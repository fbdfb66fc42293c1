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
from workflows.engine.changes.meetings import DecisionAdded, DecisionReplaced, ItemAdded
from workflows.engine.commands.cases import Submit
from workflows.engine.commands.command import Command
from workflows.engine.commands.meetings import (
    CorrectDecision,
    Decide,
    PointDecision,
    RemarkText,
    TakeEffect,
    TakeOffAgenda,
)
from workflows.engine.definition import Body
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed, WrongInput
from workflows.engine.recording import foreseen
from workflows.engine.replay import replay
from workflows.engine.route import MOST_STEPS
from workflows.engine.vocabulary import DeadlineKind, DeadlineStatus, Effect, Event, MessageKind

BY_CODE = {body.code: body for body in (KB, OEK, VPU, BUU, OMU)}


def on_agenda(line: str) -> World:
    """The case is on the agenda of the first body of its route."""
    world = World(line)
    body = BY_CODE[world.facts.route.steps[0].body or ""]
    world.do(Submit(), put_on(body, "2024-06-12"))
    world.go_to("2024-06-12 18:00")
    return world


def missed(world: World, command: Command) -> Missing:
    """What the command is refused for; it has changed nothing."""
    before = world.facts, len(world.journal)
    with pytest.raises(Incomplete) as found:
        world.do(command)
    assert (world.facts, len(world.journal)) == before
    return found.value.missing[0]


def refused(world: World, command: Command) -> Lack:
    return missed(world, command).code


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
    world.go_to("2024-08-14 18:00")
    world.do(decision(Effect.ADVANCE), TakeEffect())
    assert world.state == "kb-1.waiting"
    assert len([change for change in world.changes if isinstance(change, DecisionAdded)]) == 2


def test_only_the_body_whose_turn_it_is_takes_the_case_on_its_agenda() -> None:
    world = World("VPU, KB")
    world.do(Submit())
    assert refused(world, put_on(KB, "2024-06-12")) is Lack.MEETING_OF_THIS_BODY


def test_off_the_agenda_it_waits_again() -> None:
    world = on_agenda("VPU")
    world.do(TakeOffAgenda("Mangler bilag"))
    assert (world.state, world.facts.item) == ("vpu-1.waiting", None)
    assert DeadlineStatus.PENDING not in world.statuses.values()
    world.do(put_on(VPU, "2024-08-14"))
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
    written = Decide("advance", "", points, (remark,), ("Bo Dam (X)",), effect=Effect.DEFER)
    world.do(written, TakeEffect())
    assert world.state == "vpu-1.waiting"
    kinds = [type(change).__name__ for change in world.changes]
    assert kinds.count("DecisionPointAdded") == 2
    assert kinds.count("RemarkAdded") == kinds.count("AttendanceAdded") == 1


@pytest.mark.parametrize("words", [("advance", "defer"), ("defer",), (None, "defer")])
def test_where_points_differ_nobody_chooses_the_effect_but_the_recorder(
    words: tuple[str | None, ...],
) -> None:
    points = tuple(PointDecision(n, "Sådan.", word) for n, word in enumerate(words, 1))
    written = Decide("advance", "Som drøftet.", points)
    assert refused(on_agenda("VPU, KB"), written) is Lack.EFFECT
    on_agenda("VPU, KB").do(replace(written, effect=Effect.ADVANCE))
    on_agenda("VPU, KB").do(replace(written, points=(PointDecision(1, "Sådan.", "advance"),)))


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (decision(Effect.ADVANCE, KB), "refer_to"),
        (replace(decision(Effect.REFER, KB), effect=Effect.DEFER), "refer_to"),
        (
            Decide("advance", "", (PointDecision(1, "Ja.", None), PointDecision(1, "Nej.", None))),
            "points",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(command: Decide, field: str) -> None:
    with pytest.raises(WrongInput) as wrong:
        on_agenda("VPU").do(command)
    assert wrong.value.field == field


def test_an_effect_that_no_word_of_the_case_type_has_could_never_take_effect() -> None:
    words = tuple(word for word in CASE_TYPE.words if word.effect is not Effect.SEND_TO_HEARING)
    world = World("VPU", case_type=replace(CASE_TYPE, words=words))
    world.do(Submit(), put_on(VPU, "2024-06-12"))
    world.go_to("2024-06-12 18:00")
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


def test_nothing_is_decided_before_the_meetings_day() -> None:
    world = World("VPU")
    world.do(Submit(), put_on(VPU, "2024-06-12"))
    world.go_to("2024-06-11 23:59")
    assert missed(world, decision(Effect.ADVANCE)) == Missing(Lack.MEETING_HELD, "2024-06-12")
    world.go_to("2024-06-12 00:00")
    world.do(decision(Effect.ADVANCE))
    world.go_to("2024-06-11 23:59")
    assert refused(world, TakeEffect()) is Lack.MEETING_HELD
    world.go_to("2024-06-12 00:00")
    world.do(TakeEffect())
    assert world.state == "closed"


def test_after_the_cutoff_a_case_goes_on_the_agenda_only_for_a_reason() -> None:
    world = World("VPU")
    world.do(Submit())
    world.go_to("2024-06-03 23:59")
    late = put_on(VPU, "2024-06-12")
    early = World("VPU", now="2024-06-03 23:59")
    early.do(Submit(), late)
    world.go_to("2024-06-04 00:00")
    assert missed(world, late) == Missing(Lack.LATE_ITEM_REASON, "2024-06-03")
    assert missed(world, replace(late, reason=" \n")).code is Lack.LATE_ITEM_REASON
    world.do(replace(late, reason="Tilskuddet bortfalder den 1. juli."))
    told = world.journal[-1].payload
    assert told is not None
    assert told["late_reason"] == "Tilskuddet bortfalder den 1. juli."
    added = [change for change in world.changes if isinstance(change, ItemAdded)]
    assert [item.late_reason for item in added] == ["Tilskuddet bortfalder den 1. juli."]
    in_time = [change for change in early.changes if isinstance(change, ItemAdded)]
    assert [item.late_reason for item in in_time] == [""]


def test_a_meeting_that_is_past_is_entered_for_a_reason_and_one_long_past_never() -> None:
    world = World("VPU")
    world.do(Submit())
    past = put_on(VPU, "2024-06-12")
    world.go_to("2024-07-13 12:00")
    assert missed(world, past) == Missing(Lack.PAST_MEETING_REASON, "2024-06-12")
    World("VPU", now="2024-07-13 12:00").do(Submit(), replace(past, reason="Behandlet den dag."))
    world.go_to("2024-07-14 12:00")
    with pytest.raises(WrongInput, match="om året er rigtigt"):
        world.do(replace(past, reason="Behandlet den dag."))


def test_a_case_sent_on_by_another_body_is_in_time_until_the_agenda_goes_out() -> None:
    world = World("ØK, KB")
    world.do(Submit(), put_on(OEK, "2024-06-11"))
    world.go_to("2024-06-11 18:00")
    world.do(decision(Effect.ADVANCE), TakeEffect())
    # Cut off on 9 June, sent out on 12 June.
    world.do(put_on(KB, "2024-06-18"), TakeOffAgenda("Mangler bilag"))
    world.go_to("2024-06-13 08:00")
    assert missed(world, put_on(KB, "2024-06-18")) == Missing(Lack.LATE_ITEM_REASON, "2024-06-12")


def test_an_unknown_word_is_answered_with_the_words_there_are() -> None:
    words = tuple(replace(word, text=word.text.title()) for word in CASE_TYPE.words[:2])
    world = World("VPU", case_type=replace(CASE_TYPE, words=words))
    world.do(Submit(), put_on(VPU, "2024-06-12"))
    world.go_to("2024-06-12 18:00")
    assert missed(world, Decide("hævet", "Hævet.")) == Missing(
        Lack.WORD, "Advance (advance), Defer (defer)"
    )


def correction(effect: Effect, reason: str = "Forkert ord", to: Body | None = None) -> Command:
    return CorrectDecision(decision(effect, to), reason)


def test_a_decision_is_corrected_until_the_meeting_is_closed_and_the_old_one_kept() -> None:
    world = on_agenda("VPU, KB")
    world.do(decision(Effect.REJECT))
    version = world.facts.version
    world.do(CorrectDecision(Decide("defer", "Udsat.", absentees=("Bo Dam",)), "Skrevet forkert"))
    assert (world.state, world.facts.version) == ("vpu-1.decided", version + 1)
    first, second = (one for one in world.changes if isinstance(one, DecisionAdded))
    replaced = [one.id for one in world.changes if isinstance(one, DecisionReplaced)]
    assert (replaced, first.version, second.version) == ([first.id], 1, 2)
    assert first.item_id == second.item_id
    line = world.journal[-1]
    assert (line.event, line.to_state) == (Event.DECISION_CORRECTED, None)
    assert line.payload == {
        "word": "defer",
        "text": "Udsat.",
        "decided_effect": "defer",
        "reason": "Skrevet forkert",
    }
    world.do(TakeEffect())
    assert world.state == "vpu-1.waiting"
    assert replay(world.facts.case_type, world.journal).found == ()
    assert replay(world.facts.case_type, world.journal).version == world.facts.version


def test_a_corrected_decision_leads_where_the_last_version_says() -> None:
    world = on_agenda("VPU, KB")
    world.do(decision(Effect.ADVANCE), correction(Effect.REFER, to=BUU))
    world.do(correction(Effect.SEND_TO_HEARING), TakeEffect())
    assert (world.state, world.facts.route.line) == ("hearing-1.preparing", "VPU, høring, VPU, KB")


@pytest.mark.parametrize(
    ("given", "lack"),
    [
        (correction(Effect.DEFER, " \n"), Lack.REASON),
        (correction(Effect.REFER), Lack.TARGET),
        (CorrectDecision(Decide("hævet", "Hævet."), "Forkert"), Lack.WORD),
        (CorrectDecision(Decide("defer", " "), "Forkert"), Lack.DECISION_TEXT),
    ],
)
def test_a_correction_says_as_much_as_a_decision_and_why(given: Command, lack: Lack) -> None:
    world = on_agenda("VPU")
    world.do(decision(Effect.ADVANCE))
    assert refused(world, given) is lack


def test_only_a_decision_without_effect_is_corrected() -> None:
    world = on_agenda("VPU, KB")
    assert refused(world, correction(Effect.DEFER)) is Lack.DECISION_TO_CORRECT
    world.do(decision(Effect.ADVANCE), TakeEffect())
    assert refused(world, correction(Effect.DEFER)) is Lack.DECISION_TO_CORRECT
    world.do(put_on(KB, "2024-06-18"))
    assert refused(world, correction(Effect.DEFER)) is Lack.DECISION_TO_CORRECT


@pytest.mark.parametrize(
    ("line", "effect", "state", "after"),
    [
        ("VPU, KB", Effect.ADVANCE, "kb-1.waiting", "VPU, KB"),
        ("VPU, høring, KB", Effect.ADVANCE, "hearing-1.preparing", "VPU, høring, KB"),
        ("VPU", Effect.ADVANCE, "closed", "VPU"),
        ("VPU, KB", Effect.DEFER, "vpu-1.waiting", "VPU, KB"),
        ("VPU, KB", Effect.SEND_TO_HEARING, "hearing-1.preparing", "VPU, høring, VPU, KB"),
        ("VPU, KB", Effect.REJECT, "closed", "VPU, KB"),
    ],
)
def test_what_a_decision_will_do_is_known_before_it_is_written(
    line: str, effect: Effect, state: str, after: str
) -> None:
    world = on_agenda(line)
    before = world.facts
    told = foreseen(world.facts, effect)
    assert told is not None
    assert (told[0], told[1].line) == (state, after)
    assert world.facts == before
    world.do(decision(effect), TakeEffect())
    assert world.state == state


def test_where_a_case_is_referred_depends_on_the_body_that_is_named() -> None:
    assert foreseen(on_agenda("VPU, KB").facts, Effect.REFER) is None
    assert foreseen(World("VPU").facts, Effect.ADVANCE) is None
