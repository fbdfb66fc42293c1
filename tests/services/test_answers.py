"""Answers are taken under the lock of their case: once, marked when late, never after sealing."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.open_hearing import (
    CLOSES_AT,
    DUE_AT,
    OPENED,
    OpenHearing,
    installed,
    open_hearing,
)
from workflows.engine.errors import Incomplete, Lack, WrongInput
from workflows.engine.link_secrets import CUT
from workflows.engine.vocabulary import Stance, Trigger
from workflows.records.database import unit_of_work
from workflows.services.answers import READABLE_FOR, GivenAnswer, Grant, answer, open_link
from workflows.services.drafting import save_draft
from workflows.services.errors import NotFound
from workflows.services.sweeping import sweep


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(database, tmp_path))


def grant(hearing: OpenHearing, party: int = 0, contact: int = 0) -> Grant:
    return open_link(hearing.house, hearing.parties[party], hearing.token(party, contact))


def given(hearing: OpenHearing, key: str = "first-key", **other: object) -> GivenAnswer:
    usual = GivenAnswer(Stance.SUPPORTS, "Fint.", hearing.clock.now, key, 0)
    return replace(usual, **other)  # type: ignore[arg-type]


def test_an_answer_gives_a_receipt_and_is_stored_as_it_was_written(hearing: OpenHearing) -> None:
    written = given(hearing, text="Godt,\nmen Ærø mangler. 🌲")
    receipt = answer(hearing.house, grant(hearing), written)
    version = grant(hearing).asked.versions[0]
    assert (version.receipt, version.text, version.late) == (receipt, written.text, False)
    assert version.received_at == OPENED
    statuses = [row[0] for row in hearing.rows("SELECT status FROM v_party")]
    assert sorted(map(str, statuses)) == ["answered", "invited", "invited"]


def test_no_text_keeps_the_secret_of_a_link(hearing: OpenHearing) -> None:
    answer(hearing.house, grant(hearing), given(hearing, text=f"Se /svar/x/{hearing.token()}!"))
    assert grant(hearing).asked.versions[0].text == f"Se /svar/x/{CUT}!"
    save_draft(hearing.house, grant(hearing, 1), stance=None, text=hearing.token(1))
    assert hearing.rows("SELECT text FROM drafts") == [(CUT,)]


def test_an_answer_that_quotes_its_link_is_given_once_however_often_it_is_sent(
    hearing: OpenHearing,
) -> None:
    written = given(hearing, text=f"Se {hearing.token()}")
    receipts = {answer(hearing.house, grant(hearing), written) for _ in range(3)}
    assert len(receipts) == 1
    assert hearing.rows("SELECT count(*) FROM responses") == [(1,)]


def test_the_same_submission_key_gives_the_same_receipt_also_after_sealing(
    hearing: OpenHearing,
) -> None:
    written = given(hearing)
    receipt = answer(hearing.house, grant(hearing), written)
    assert answer(hearing.house, grant(hearing), written) == receipt
    seal(hearing)
    assert answer(hearing.house, grant(hearing), written) == receipt
    assert hearing.rows("SELECT count(*) FROM v_response") == [(1,)]


def test_words_changed_since_are_never_thrown_away_for_an_old_receipt(
    hearing: OpenHearing,
) -> None:
    first = answer(hearing.house, grant(hearing), given(hearing))
    changed = given(hearing, stance=Stance.OPPOSES, text="Rettet.")
    with pytest.raises(Incomplete) as told:
        answer(hearing.house, grant(hearing), changed)
    assert [missing.code for missing in told.value.missing] == [Lack.STALE_ANSWER]
    again = replace(changed, base_version=1)
    second = answer(hearing.house, grant(hearing), again)
    assert second != first
    assert answer(hearing.house, grant(hearing), again) == second, "a double click on it"
    texts = [version.text for version in grant(hearing).asked.versions]
    assert sorted(texts) == ["Fint.", "Rettet."]


def test_the_same_words_on_behalf_of_another_too_are_another_answer(hearing: OpenHearing) -> None:
    first = answer(hearing.house, grant(hearing), given(hearing))
    joint = given(hearing, base_version=1, jointly_with=(hearing.parties[1],))
    assert answer(hearing.house, grant(hearing), joint) != first
    assert [one.jointly_with for one in grant(hearing).asked.versions] == [
        (),
        (hearing.parties[1],),
    ]


def test_a_double_click_at_the_same_moment_is_one_answer(hearing: OpenHearing) -> None:
    opened, written = grant(hearing), given(hearing)
    receipts = together([lambda: answer(hearing.house, opened, written)] * 6)
    assert len(set(receipts)) == 1
    assert hearing.rows("SELECT count(*) FROM v_response") == [(1,)]


def test_two_members_of_one_council_at_once_one_is_told_of_the_other(hearing: OpenHearing) -> None:
    written = [given(hearing, f"key-number-{n}", text=f"Svar {n}") for n in range(2)]
    opened = [grant(hearing, contact=n) for n in range(2)]
    outcomes = together([lambda n=n: attempt(hearing, opened[n], written[n]) for n in range(2)])  # type: ignore[misc]
    assert [type(one) for one in outcomes if isinstance(one, str)] == [str]
    assert [is_stale(one) for one in outcomes if not isinstance(one, str)] == [True]


def test_an_answer_is_replaced_and_the_earlier_version_stays(hearing: OpenHearing) -> None:
    answer(hearing.house, grant(hearing), given(hearing))
    again = given(hearing, "second-key", base_version=1, text="Bedre.")
    answer(hearing.house, grant(hearing), again)
    versions = grant(hearing).asked.versions
    assert [version.text for version in versions] == ["Fint.", "Bedre."]
    assert versions[0].receipt != versions[1].receipt


def test_a_joint_answer_answers_for_the_others_of_the_round(hearing: OpenHearing) -> None:
    other = hearing.parties[1]
    answer(hearing.house, grant(hearing), given(hearing, jointly_with=(other,)))
    statuses = dict(hearing.rows("SELECT party_id, status FROM v_party"))
    assert {str(party): status for party, status in statuses.items()} == {
        hearing.parties[0]: "answered",
        other: "answered",
        hearing.parties[2]: "invited",
    }


def test_a_party_that_answered_itself_is_not_answered_for_by_another(hearing: OpenHearing) -> None:
    answer(hearing.house, grant(hearing, 1), given(hearing))
    joint = given(hearing, jointly_with=(hearing.parties[1],))
    with pytest.raises(WrongInput, match="Ældrerådet har allerede svaret"):
        answer(hearing.house, grant(hearing), joint)
    assert len(grant(hearing).asked.versions) == 0


def test_parties_of_another_round_cannot_be_answered_for(hearing: OpenHearing) -> None:
    foreign = open_hearing(hearing.house, hearing.clock)
    joint = given(hearing, jointly_with=(foreign.parties[0],))
    with pytest.raises(WrongInput):
        answer(hearing.house, grant(hearing), joint)
    assert hearing.rows("SELECT count(*) FROM v_response") == [(0,)]


@pytest.mark.parametrize(
    ("before", "late"), [(timedelta(microseconds=1), False), (timedelta(), True)]
)
def test_what_counts_is_when_the_request_arrived(
    hearing: OpenHearing, before: timedelta, late: bool
) -> None:
    opened = grant(hearing)
    hearing.clock.now = DUE_AT + timedelta(minutes=2)
    answer(hearing.house, opened, given(hearing, arrived=DUE_AT - before))
    assert [version.late for version in grant(hearing).asked.versions] == [late]


def test_after_the_closing_answers_are_late_and_added_to_the_case(hearing: OpenHearing) -> None:
    close(hearing)
    answer(hearing.house, grant(hearing), given(hearing))
    assert [version.late for version in grant(hearing).asked.versions] == [True]
    assert hearing.rows("SELECT count(*) FROM attachments WHERE kind = 'response'") == [(1,)]


def test_a_sealed_round_takes_nothing(hearing: OpenHearing) -> None:
    opened = grant(hearing)
    seal(hearing)
    with pytest.raises(Incomplete) as refused:
        answer(hearing.house, opened, given(hearing))
    assert [missing.code for missing in refused.value.missing] == [Lack.OPEN_FOR_ANSWERS]


def test_a_link_opens_nothing_thirty_days_after_sealing(hearing: OpenHearing) -> None:
    seal(hearing)
    sealed_at = hearing.clock.now
    hearing.clock.now = sealed_at + READABLE_FOR - timedelta(seconds=1)
    assert not grant(hearing).is_open
    hearing.clock.now = sealed_at + READABLE_FOR
    with pytest.raises(NotFound):
        grant(hearing)


def test_a_link_revoked_between_opening_and_sending_sends_nothing(hearing: OpenHearing) -> None:
    opened = grant(hearing)
    with unit_of_work(hearing.house.database) as connection:
        connection.execute(text("UPDATE contacts SET generation = generation + 1"))
    with pytest.raises(NotFound):
        answer(hearing.house, opened, given(hearing))
    assert hearing.rows("SELECT count(*) FROM v_response") == [(0,)]


def test_every_receipt_given_while_the_hearing_closes_and_seals_is_in_it(
    hearing: OpenHearing,
) -> None:
    """P6: those who answer race the closing and the sealing; nothing lands after the seal."""
    house, clock = hearing.house, hearing.clock
    clock.now = CLOSES_AT
    opened = [grant(hearing, n % 3, 0) for n in range(12)]
    moments = [DUE_AT + timedelta(milliseconds=random.uniform(-50, 50)) for _ in opened]

    def submit(n: int) -> Callable[[], object]:
        mine = given(hearing, f"racing-key-{n}", arrived=moments[n])

        def keep_trying() -> object:
            outcome = attempt(hearing, opened[n], mine)
            for base in range(1, 12):
                if not is_stale(outcome):
                    break
                outcome = attempt(hearing, opened[n], replace(mine, base_version=base))
            return outcome

        return keep_trying

    def end() -> object:
        sweep(house)
        return hearing.advance(Trigger.WITHDRAW, reason="Sagen falder bort.")

    outcomes = together([*map(submit, range(6)), end, *map(submit, range(6, 12))])
    receipts = [outcome for outcome in outcomes if isinstance(outcome, str)]
    stored = hearing.rows("SELECT receipt, late, received_at FROM v_response")
    assert sorted(receipts) == sorted(str(row[0]) for row in stored)
    refused = [outcome for outcome in outcomes if isinstance(outcome, Incomplete)]
    assert len(receipts) + len(refused) == 12
    for position in range(3):
        for version in grant(hearing, position).asked.versions:
            assert version.late == (version.received_at >= DUE_AT)
    events = [row[0] for row in hearing.rows("SELECT event FROM v_journal ORDER BY seq")]
    sealed = events.index("hearing:sealed")
    assert not [event for event in events[sealed:] if str(event).startswith("response:")]
    counting = "SELECT response_id FROM parties WHERE response_id IS NOT NULL"
    attached = "SELECT response_id FROM attachments WHERE kind = 'response'"
    assert set(hearing.rows(counting)) <= set(hearing.rows(attached))


def attempt(hearing: OpenHearing, opened: Grant, written: GivenAnswer) -> object:
    try:
        return answer(hearing.house, opened, written)
    except Incomplete as refused:
        return refused


def is_stale(outcome: object) -> bool:
    return isinstance(outcome, Incomplete) and outcome.missing[0].code is Lack.STALE_ANSWER


def together(works: list[Callable[[], object]]) -> list[object]:
    """What each comes to, all begun at the same moment."""
    start = threading.Barrier(len(works))

    def begin(work: Callable[[], object]) -> object:
        start.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


def close(hearing: OpenHearing) -> None:
    hearing.clock.now = CLOSES_AT
    assert sweep(hearing.house).failed == 0
    assert hearing.rows("SELECT phase FROM hearings") == [("late",)]


def seal(hearing: OpenHearing) -> None:
    close(hearing)
    hearing.advance(Trigger.WITHDRAW, reason="Sagen falder bort.")
    assert hearing.rows("SELECT phase FROM hearings") == [("sealed",)]
