"""A hearing taken back alone: who is told, where the case goes, and what stays."""

import pytest

from tests.engine.facts_for_tests import OPEN, answer, party, plan
from tests.engine.world import World
from workflows.engine.changes.cases import AttachmentAdded
from workflows.engine.changes.hearings import PartyStatusSet
from workflows.engine.commands.cases import Submit
from workflows.engine.commands.hearings import CloseHearing, WithdrawHearing
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed
from workflows.engine.replay import replay
from workflows.engine.vocabulary import (
    AttachmentKind,
    DeadlineStatus,
    Event,
    HearingPhase,
    MessageKind,
    PartyStatus,
)


def opened(line: str = "høring, VPU") -> World:
    """A hearing of Handicap (two contacts) and Ældre until 14 May 2024."""
    world = World(line)
    world.do(plan(party("Handicap", contacts=2), party("Ældre")), Submit(), OPEN)
    return world


def test_the_parties_are_told_and_the_case_goes_on_to_what_follows() -> None:
    world = opened()
    version = world.facts.version
    world.do(WithdrawHearing("Forslaget er faldet"))
    assert world.state == "vpu-1.waiting"
    assert world.facts.version == version + 1
    assert world.hearing.phase is HearingPhase.WITHDRAWN
    assert len(world.letters_of(MessageKind.WITHDRAWAL)) == 3
    assert world.letters_of(MessageKind.CLOSING) == []
    assert set(world.statuses.values()) == {DeadlineStatus.CANCELLED}
    statuses = [x.status for x in world.changes if isinstance(x, PartyStatusSet)][-2:]
    assert statuses == [PartyStatus.WITHDRAWN] * 2


def test_the_last_step_of_a_route_ends_the_case() -> None:
    world = opened("høring")
    world.do(WithdrawHearing("Ikke længere nødvendig"))
    assert world.state == "closed"
    assert world.due() == []


def test_what_was_answered_stays_and_no_report_is_drafted() -> None:
    world = opened()
    world.do(answer(world.party("Ældre").id, world.now))
    world.do(WithdrawHearing("Forslaget er faldet"))
    kinds = [x.kind for x in world.changes if isinstance(x, AttachmentAdded)]
    assert kinds == [AttachmentKind.RESPONSE]


def test_the_journal_tells_it_in_one_line_and_replays() -> None:
    world = opened()
    world.do(WithdrawHearing("Forslaget er faldet"))
    line = world.journal[-1]
    assert (line.event, line.from_state) == (Event.HEARING_WITHDRAWN, "hearing-1.open")
    assert line.payload is not None
    assert line.payload["reason"] == "Forslaget er faldet"
    replayed = replay(world.facts.case_type, world.journal)
    assert replayed.found == ()
    assert (replayed.state, replayed.version) == (world.state, world.facts.version)


def test_a_reason_is_asked_for() -> None:
    with pytest.raises(Incomplete) as refused:
        opened().do(WithdrawHearing(" "))
    assert refused.value.missing == (Missing(Lack.REASON),)


def test_only_an_open_hearing_is_taken_back() -> None:
    planned = World("høring, VPU")
    planned.do(plan(), Submit())
    over = opened()
    over.do(CloseHearing("Alle har svaret"))
    for world in (World("VPU"), planned, over):
        with pytest.raises(NotAllowed):
            world.do(WithdrawHearing("x"))
