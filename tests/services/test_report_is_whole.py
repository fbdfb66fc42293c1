"""What was accepted and stands is in the report, words and files, however the answers came."""

from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.open_hearing import (
    DUE_AT,
    OFFICER,
    OPENED,
    Clock,
    OpenHearing,
    installed,
    open_hearing,
)
from workflows.engine.commands.answers import Answer
from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import Channel, Stance
from workflows.records.case_list import EVERYTHING
from workflows.services.installation import Installation
from workflows.services.papers import Table
from workflows.services.registering import register_by_hand
from workflows.services.report_papers import report_paper
from workflows.services.reports import ReportPage, report_page
from workflows.services.sweeping import sweep
from workflows.services.undoing import undo_response
from workflows.services.uploads import keep

HOURS = int((DUE_AT - OPENED) / timedelta(hours=1))

acts = some.lists(
    some.tuples(
        some.integers(0, 2),  # whose answer
        some.booleans(),  # for all of them, or for its own party alone
        some.integers(0, 2 * HOURS),  # when it came, after the opening; half of them come late
        some.sampled_from([False, False, True]),  # undone at once
    ),
    min_size=1,
    max_size=7,
)


@pytest.fixture
def place(sqlite: str, tmp_path: Path) -> tuple[Installation, Clock]:
    return installed(sqlite, tmp_path)


@given(acts)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_that_stands_is_in_the_report(
    place: tuple[Installation, Clock], acts: list[tuple[int, bool, int, bool]]
) -> None:
    house, clock = place
    clock.now = OPENED
    hearing = open_hearing(house, clock)
    for number, (which, joint, hours, undone) in enumerate(acts):
        clock.now = max(clock.now, OPENED + timedelta(hours=hours))
        sweep(house)
        with suppress(WrongInput):  # another has answered for them already
            register(hearing, which, f"Svar nr. {number}.", joint=joint)
            if undone:
                undo_last(hearing, which)
    clock.now = max(clock.now, DUE_AT + timedelta(days=1))
    sweep(house)
    paper = report_paper(house, report(hearing), 1, "Karla Krog")
    told = str([block.rows for block in paper.blocks if isinstance(block, Table)])
    for said in standing(hearing):
        assert said in told
        assert f"Bilag til {said}txt" in told


def register(hearing: OpenHearing, which: int, said: str, *, joint: bool) -> None:
    """Let an answer come by letter."""
    party, now = hearing.parties[which], hearing.clock.now
    base = hearing.rows(f"SELECT answers FROM parties WHERE id = '{party}'")[0][0]
    others = tuple(one for one in hearing.parties if one != party) if joint else ()
    paper = keep(hearing.house, f"Bilag til {said}txt", BytesIO(said.encode()))
    answer = Answer(
        party,
        Stance.SUPPORTS,
        said,
        now,
        said,
        int(str(base)),
        Channel.LETTER,
        files=(paper,),
        jointly_with=others,
    )
    register_by_hand(hearing.house, hearing.case, answer, OFFICER)


def undo_last(hearing: OpenHearing, which: int) -> None:
    """Find the party's last answer to have been another's."""
    shown = report(hearing).hearing
    party = next(one for one in shown.parties if one.id == hearing.parties[which])
    last = max(party.standing, key=lambda one: one.version)
    undo_response(hearing.house, hearing.case, shown, last, "Fra et andet råd", OFFICER)


def report(hearing: OpenHearing) -> ReportPage:
    ((found,),) = hearing.rows(f"SELECT id FROM hearings WHERE case_id = '{hearing.case}'")
    return report_page(hearing.house, EVERYTHING, hearing.case, str(found))


def standing(hearing: OpenHearing) -> list[str]:
    """What each party said last, and what it said last in time."""
    found: dict[tuple[object, bool], str] = {}
    for party, said, late in hearing.rows(
        "SELECT party_id, text, late FROM responses WHERE undone_at IS NULL"
        f" AND case_id = '{hearing.case}' ORDER BY received_at, version"
    ):
        found[party, True] = str(said)
        if not late:
            found[party, False] = str(said)
    return list(found.values())
