"""A hearing closed before its deadline: who is told, and what those heard may still do."""

import pytest

from tests.engine.facts_for_tests import OPEN, VPU, answer, at, decision, party, plan, put_on
from tests.engine.world import World
from workflows.engine.changes.answers import ResponseAdded
from workflows.engine.changes.hearings import HearingClosed
from workflows.engine.commands.cases import Reopen, Submit, Withdraw
from workflows.engine.commands.hearings import CloseHearing
from workflows.engine.commands.meetings import TakeEffect
from workflows.engine.commands.parties import MarkUnreachable
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.vocabulary import (
    DeadlineKind,
    DeadlineStatus,
    Effect,
    Event,
    HearingPhase,
    MessageKind,
)

PENDING = DeadlineStatus.PENDING
REASON = "Byrådet skal bruge svarene nu"


def closed_early(line: str = "høring, VPU") -> World:
    """Handicap has answered, Ældre has not; closed on 22 April, three weeks before 14 May."""
    world = World(line)
    world.do(plan(party("Handicap"), party("Ældre")), Submit(), OPEN)
    world.do(answer(world.party("Handicap").id, world.now))
    world.go_to("2024-04-22 10:00")
    world.do(CloseHearing(REASON))
    return world


def seals(world: World) -> list[str]:
    return [due for due, s in world.deadlines_of(DeadlineKind.HEARING_SEAL) if s is PENDING]


def test_those_who_have_not_answered_are_told_why_and_the_officer_as_ever() -> None:
    world = closed_early()
    assert world.letters_of(MessageKind.CLOSING) == ["ældre0@raad.example", "anna@by.example"]
    closing = [one for one in world.letters if one.kind is MessageKind.CLOSING]
    assert {one.payload["reason"] for one in closing} == {REASON}
    assert {one.payload["closed_on"] for one in closing} == {"2024-04-22"}
    (kept,) = [x for x in world.changes if isinstance(x, HearingClosed)]
    assert (kept.ended_reason, kept.closed_at) == (REASON, world.now)


def test_at_its_deadline_nobody_heard_is_told_that_it_closed() -> None:
    world = World("høring, VPU")
    world.do(plan(party("Ældre")), Submit(), OPEN)
    world.go_to("2024-05-15 00:05")
    world.sweep()
    assert world.letters_of(MessageKind.CLOSING) == ["anna@by.example"]


def test_an_answer_within_the_deadline_that_was_told_is_taken_and_is_in_time() -> None:
    world = closed_early()
    world.go_to("2024-05-14 23:59")
    world.do(answer(world.party("Ældre").id, world.now))
    (response,) = [x for x in world.changes if isinstance(x, ResponseAdded)][1:]
    assert not response.late


def test_an_agenda_that_goes_out_sooner_does_not_seal_before_the_deadline_told() -> None:
    world = closed_early()
    world.do(put_on(VPU, "2024-05-08"))
    assert seals(world) == ["2024-05-15 00:05"]


def test_no_decision_seals_before_the_deadline_told() -> None:
    world = closed_early()
    world.do(put_on(VPU, "2024-05-08"))
    world.go_to("2024-05-08 18:00")
    world.do(decision(Effect.ADVANCE))
    world.do(TakeEffect())
    assert world.hearing.phase is HearingPhase.LATE
    assert seals(world) == ["2024-05-15 00:05"]
    world.do(answer(world.party("Ældre").id, world.now))
    world.go_to("2024-05-15 00:05")
    world.sweep()
    assert world.hearing.phase is HearingPhase.SEALED


def test_where_no_body_follows_it_is_sealed_no_sooner_either() -> None:
    world = closed_early("høring")
    assert world.state == "closed"
    assert seals(world) == ["2024-05-15 00:05"]
    world.do(Reopen("Nyt"))
    assert world.hearing.phase is HearingPhase.LATE
    assert seals(world) == ["2024-05-15 00:05"]


def test_sent_back_it_ends_at_once_and_those_still_promised_time_are_told() -> None:
    world = closed_early()
    waited_for = world.party("Ældre").id
    world.do(put_on(VPU, "2024-05-08"))
    world.go_to("2024-05-08 18:00")
    world.do(decision(Effect.RETURN))
    assert world.hearing.phase is HearingPhase.LATE
    world.do(TakeEffect())
    assert world.hearing.phase is HearingPhase.SEALED
    assert seals(world) == []
    assert world.letters_of(MessageKind.WITHDRAWAL) == ["ældre0@raad.example"]
    (told,) = [one for one in world.letters if one.kind is MessageKind.WITHDRAWAL]
    assert told.payload["sent_back"] is True
    world.do(plan(party("Ældre"), due_on="2024-06-14"), Submit())
    world.do(OPEN)
    assert [(h.round, h.phase) for h in world.facts.hearings] == [
        (1, HearingPhase.SEALED),
        (2, HearingPhase.OPEN),
    ]
    with pytest.raises(Incomplete) as refused:
        world.do(answer(waited_for, world.now))
    assert refused.value.missing == (Missing(Lack.OPEN_FOR_ANSWERS),)


def test_sent_back_after_its_deadline_nobody_is_written_to() -> None:
    world = closed_early()
    world.do(put_on(VPU, "2024-06-12"))
    world.go_to("2024-06-12 18:00")
    world.do(decision(Effect.RETURN))
    world.do(TakeEffect())
    assert world.hearing.phase is HearingPhase.SEALED
    assert world.letters_of(MessageKind.WITHDRAWAL) == []


def test_a_case_withdrawn_ends_it_at_once_and_tells_those_who_could_still_answer() -> None:
    world = closed_early()
    world.do(Withdraw("Forslaget er faldet"))
    assert world.hearing.phase is HearingPhase.SEALED
    assert world.letters_of(MessageKind.WITHDRAWAL) == ["ældre0@raad.example"]
    assert seals(world) == []


@pytest.mark.parametrize(("when", "told"), [("2024-05-14 23:59", 1), ("2024-05-15 00:01", 0)])
def test_closed_by_hand_when_the_deadline_is_over_is_not_early(when: str, told: int) -> None:
    world = World("høring, VPU")
    world.do(plan(party("Ældre")), Submit(), OPEN)
    world.go_to(when)
    world.do(CloseHearing(REASON))
    assert world.letters_of(MessageKind.CLOSING) == ["ældre0@raad.example"] * told + [
        "anna@by.example"
    ]


def test_of_one_whose_mail_comes_back_the_officer_is_told_instead() -> None:
    world = World("høring, VPU")
    world.do(plan(party("Handicap"), party("Ældre")), Submit(), OPEN)
    world.do(MarkUnreachable(world.party("Ældre").id, "ældre0@raad.example"))
    world.do(CloseHearing(REASON))
    assert world.letters_of(MessageKind.CLOSING) == ["handicap0@raad.example", "anna@by.example"]
    told = world.letters[-1]
    assert (told.kind, told.payload["about"]) == (MessageKind.OFFICER, "not_told_closing")
    assert told.payload["parties"] == "Ældre"
    assert world.now == at("2024-04-15 10:00")
    assert Event.HEARING_CLOSED in world.events()
