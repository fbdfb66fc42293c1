"""An answer is late when it came after the deadline that its party has, and not only had."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.mailing import answered
from tests.open_hearing import DUE_AT, OFFICER, OpenHearing, installed, open_hearing
from workflows.engine.commands.hearings import ExtendHearing
from workflows.services.hearings import extend_hearing
from workflows.services.replaying import replay_cases


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(database, tmp_path))


def extended(hearing: OpenHearing, party: int | None = None) -> None:
    whose = None if party is None else hearing.parties[party]
    longer = ExtendHearing(date(2023, 11, 29), "Rådet mødes først den 28.", whose)
    extend_hearing(hearing.house, hearing.case, longer, OFFICER)


def versions(hearing: OpenHearing, party: int) -> list[tuple[bool, bool]]:
    """Of each version of the party's answer: whether it is late, and whether it counts."""
    rows = hearing.rows(
        "SELECT r.late, r.id = p.response_id FROM responses r JOIN parties p ON p.id = r.party_id"
        f" WHERE p.id = '{hearing.parties[party]}' ORDER BY r.version"
    )
    return [(bool(late), bool(counts)) for late, counts in rows]


@pytest.mark.parametrize("party", [None, 1])
def test_what_came_too_late_is_in_time_when_its_party_gets_longer(
    hearing: OpenHearing, party: int | None
) -> None:
    hearing.clock.now = DUE_AT + timedelta(minutes=1)
    answered(hearing, 1)
    assert versions(hearing, 1) == [(True, True)]
    extended(hearing, party)
    assert versions(hearing, 1) == [(False, True)]
    assert all(result.right for result in replay_cases(hearing.house, hearing.case))


def test_what_stood_beside_the_answer_in_time_takes_its_place(hearing: OpenHearing) -> None:
    answered(hearing, 0)
    hearing.clock.now = DUE_AT + timedelta(minutes=1)
    answered(hearing, 0, base_version=1, text="Rettet", submission_key="the-second-key")
    assert versions(hearing, 0) == [(False, True), (True, False)]
    extended(hearing)
    assert versions(hearing, 0) == [(False, False), (False, True)]


def test_what_another_party_gave_too_late_stays_late(hearing: OpenHearing) -> None:
    hearing.clock.now = DUE_AT + timedelta(minutes=1)
    answered(hearing, 0)
    extended(hearing, 1)
    assert versions(hearing, 0) == [(True, True)]
