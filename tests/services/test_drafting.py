"""Drafts go once nobody can open them: thirty days after their round has ended."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.open_hearing import CLOSES_AT, OpenHearing, installed, open_hearing
from workflows.engine.vocabulary import Stance, Trigger
from workflows.services import drafting
from workflows.services.answers import READABLE_FOR, open_link
from workflows.services.drafting import drop_unreachable_drafts, save_draft
from workflows.services.sweeping import sweep

AGES = timedelta(days=400)


def with_drafts(hearing: OpenHearing) -> OpenHearing:
    for party in range(len(hearing.parties)):
        grant = open_link(hearing.house, hearing.parties[party], hearing.token(party))
        save_draft(hearing.house, grant, stance=Stance.OPPOSES, text=f"Udkast {party}")
    return hearing


def drafts(hearing: OpenHearing) -> int:
    return len(hearing.rows("SELECT party_id FROM drafts"))


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    return with_drafts(open_hearing(*installed(database, tmp_path), number="23/1"))


def test_a_hearing_that_takes_answers_keeps_its_drafts_however_old(hearing: OpenHearing) -> None:
    hearing.clock.now += AGES
    assert drop_unreachable_drafts(hearing.house) == 0
    hearing.clock.now = CLOSES_AT
    sweep(hearing.house)
    assert hearing.rows("SELECT phase FROM hearings") == [("late",)]
    hearing.clock.now += AGES
    assert drop_unreachable_drafts(hearing.house) == 0
    assert drafts(hearing) == 3


def test_drafts_go_when_their_links_open_nothing_any_more(
    hearing: OpenHearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "BATCH", 2)
    other = with_drafts(open_hearing(hearing.house, hearing.clock, number="23/2"))
    hearing.clock.now = CLOSES_AT
    sweep(hearing.house)
    hearing.advance(Trigger.WITHDRAW, reason="Sagen falder bort")
    assert ("sealed",) in hearing.rows("SELECT phase FROM hearings")
    hearing.clock.now += READABLE_FOR - timedelta(seconds=1)
    assert drop_unreachable_drafts(hearing.house) == 0
    assert drafts(hearing) == 6
    hearing.clock.now += timedelta(seconds=1)
    assert drop_unreachable_drafts(hearing.house) == 3
    assert {str(row[0]) for row in hearing.rows("SELECT party_id FROM drafts")} == set(
        other.parties
    )
    assert drop_unreachable_drafts(hearing.house) == 0


def test_a_withdrawn_hearing_too(hearing: OpenHearing) -> None:
    hearing.advance(Trigger.WITHDRAW, reason="Forslaget er taget af bordet")
    hearing.clock.now += READABLE_FOR
    assert drop_unreachable_drafts(hearing.house) == 3
    assert drafts(hearing) == 0
