"""Drafts go once nobody can open them: thirty days after their round has ended."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.open_hearing import CLOSES_AT, OpenHearing, installed, open_hearing
from workflows.engine.vocabulary import Stance, Trigger
from workflows.records.database import unit_of_work
from workflows.records.drafts import KeptDraft, drop_drafts, keep_draft
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


def test_a_draft_that_was_only_shown_beside_is_kept_and_the_one_in_the_form_taken_over(
    hearing: OpenHearing,
) -> None:
    """By who wrote them: two colleagues before, one of whom is in the form, and now a third."""
    party = hearing.parties[1]
    written = "SELECT contact_id FROM drafts WHERE party_id = '{}'".format
    ((first,),) = hearing.rows(written(party))
    at = hearing.clock.now
    with unit_of_work(hearing.house.database) as connection:
        contacts = [str(row[0]) for row in hearing.rows(
            f"SELECT id FROM contacts WHERE party_id <> '{party}' ORDER BY id"
        )][:2]  # fmt: skip
        for minutes, contact in enumerate(contacts, 1):
            saved_at = at + timedelta(minutes=minutes)
            draft = KeptDraft(contact, None, "Et udkast", (), (), 0, saved_at)
            keep_draft(connection, party, draft, None)
        drop_drafts(connection, party, "018b89e5-7c00-7000-8000-000000000001", saved_at)
    assert {str(one) for (one,) in hearing.rows(written(party))} == {str(first), contacts[0]}


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
