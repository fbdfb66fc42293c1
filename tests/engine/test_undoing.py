"""An answer registered by mistake and undone: what stays, what counts, and who waits again."""

from datetime import timedelta

import pytest

from tests.engine.facts_for_tests import OPEN, VPU, answer, party, plan, put_on
from tests.engine.world import World
from workflows.engine.changes.answers import ResponseAdded, ResponseUndone
from workflows.engine.changes.cases import AttachmentAdded
from workflows.engine.commands.answers import UndoResponse
from workflows.engine.commands.cases import Submit
from workflows.engine.commands.parties import MarkUnreachable
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.replay import replay
from workflows.engine.vocabulary import (
    DeadlineKind,
    DeadlineStatus,
    Event,
    MessageKind,
    PartyStatus,
)

WRONG = "Brevet var fra et andet råd"


def opened(*parties: str, all_answered: bool = False) -> World:
    world = World("høring, VPU")
    found = [party(name) for name in parties or ("Ældre",)]
    world.do(plan(*found, all_answered=all_answered), Submit(), OPEN)
    return world


def last_response(world: World) -> str:
    return [x for x in world.changes if isinstance(x, ResponseAdded)][-1].id


def undone(world: World, name: str, *falls_back: tuple[str, str | None]) -> UndoResponse:
    back = falls_back or ((world.party(name).id, None),)
    return UndoResponse(world.party(name).id, last_response(world), WRONG, back)


def pending(world: World, kind: DeadlineKind) -> list[str]:
    return [due for due, s in world.deadlines_of(kind) if s is DeadlineStatus.PENDING]


def test_the_party_is_asked_and_reminded_again_and_the_journal_says_why() -> None:
    world = opened()
    version = world.facts.version
    before = pending(world, DeadlineKind.REMINDER)
    world.do(answer(world.party("Ældre").id, world.now))
    assert pending(world, DeadlineKind.REMINDER) == []
    world.do(undone(world, "Ældre"))
    elders = world.party("Ældre")
    assert (elders.status, elders.response) == (PartyStatus.INVITED, None)
    assert (elders.answers, elders.has_own_answer) == (1, False)
    assert pending(world, DeadlineKind.REMINDER) == before
    line = world.journal[-1]
    assert line.event == Event.RESPONSE_UNDONE
    assert line.payload is not None
    assert line.payload["reason"] == WRONG
    assert world.facts.version == version + 1
    replayed = replay(world.facts.case_type, world.journal)
    assert (replayed.found, replayed.version) == ((), world.facts.version)
    (kept,) = [x for x in world.changes if isinstance(x, ResponseUndone)]
    assert (kept.undone_by, kept.undone_reason) == ("Anna Krag", WRONG)


def test_the_true_answer_that_comes_later_is_a_version_of_its_own() -> None:
    world = opened()
    elders = world.party("Ældre").id
    world.do(answer(elders, world.now))
    world.do(undone(world, "Ældre"))
    world.do(answer(elders, world.now, base=1))
    responses = [x for x in world.changes if isinstance(x, ResponseAdded)]
    assert [one.version for one in responses] == [1, 2]
    assert world.events()[-1] is Event.RESPONSE_RECEIVED
    assert world.party("Ældre").response == responses[1].id


def test_an_answer_of_before_counts_again() -> None:
    world = opened()
    elders = world.party("Ældre").id
    world.do(answer(elders, world.now))
    first = last_response(world)
    world.do(answer(elders, world.now, base=1))
    world.do(undone(world, "Ældre", (elders, first)))
    assert (world.party("Ældre").status, world.party("Ældre").response) == (
        PartyStatus.ANSWERED,
        first,
    )
    assert world.party("Ældre").has_own_answer


def test_a_joint_answer_is_undone_for_all_whom_it_was_registered_for() -> None:
    world = opened("Handicap", "Ældre")
    first, second = world.hearing.parties
    world.do(answer(first.id, world.now, jointly=(second.id,)))
    world.do(undone(world, "Handicap", (first.id, None), (second.id, None)))
    assert {p.status for p in world.hearing.parties} == {PartyStatus.INVITED}
    assert (world.party("Handicap").undone, world.party("Ældre").undone) == (1, 0)
    assert world.letters_of(MessageKind.UNDONE) == ["ældre0@raad.example"]
    assert world.letters[-1].payload["answered"] is False


def test_a_closing_that_had_fallen_due_waits_for_the_deadline_again() -> None:
    world = opened(all_answered=True)
    world.do(answer(world.party("Ældre").id, world.now))
    world.do(undone(world, "Ældre"))
    assert pending(world, DeadlineKind.HEARING_CLOSE) == ["2024-05-15 00:05"]
    world.sweep()
    assert world.state == "hearing-1.open"


def test_after_the_closing_the_party_has_not_answered_and_what_counts_is_attached() -> None:
    world = opened("Handicap", "Ældre")
    first, second = world.hearing.parties
    world.do(answer(first.id, world.now))
    before = last_response(world)
    world.do(answer(first.id, world.now, base=1), answer(second.id, world.now))
    world.go_to("2024-05-15 00:05")
    world.sweep()
    world.do(undone(world, "Ældre"))
    assert world.party("Ældre").status is PartyStatus.SILENT
    wrong = [x for x in world.changes if isinstance(x, ResponseAdded)][1].id
    back = UndoResponse(first.id, wrong, WRONG, ((first.id, before),), to_attach=(before,))
    world.do(back)
    attached = [x.response_id for x in world.changes if isinstance(x, AttachmentAdded)]
    assert attached[-1] == before


def test_one_whose_mail_came_back_is_unreachable_again() -> None:
    world = opened()
    elders = world.party("Ældre").id
    world.do(MarkUnreachable(elders, "ældre0@raad.example"), answer(elders, world.now))
    world.do(undone(world, "Ældre"))
    assert world.party("Ældre").status is PartyStatus.UNREACHABLE
    world.sweep_until("2024-05-14 12:00", lambda now: now + timedelta(hours=6))
    assert world.letters_of(MessageKind.REMINDER) == []


@pytest.mark.parametrize("sealed", [False, True])
def test_it_needs_a_reason_and_a_round_that_is_not_sealed(sealed: bool) -> None:
    world = opened()
    world.do(answer(world.party("Ældre").id, world.now))
    command = undone(world, "Ældre")
    lack = Lack.REASON
    if sealed:
        lack = Lack.OPEN_FOR_ANSWERS
        world.go_to("2024-05-15 00:05")
        world.sweep()
        world.do(put_on(VPU, "2024-06-12"))
        world.go_to("2024-06-07 00:00")
        world.sweep()
    else:
        command = UndoResponse(command.party, command.response, "  ", command.falls_back)
    with pytest.raises(Incomplete) as refused:
        world.do(command)
    assert refused.value.missing == (Missing(lack),)
