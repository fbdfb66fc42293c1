"""The public list and feeds follow what happened: how hearings ended, and answers that are gone."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.mailing import answered
from tests.open_hearing import CLOSES_AT, OFFICER, OpenHearing, installed, open_hearing
from workflows.engine.commands.hearings import ExtendHearing
from workflows.engine.vocabulary import Trigger
from workflows.records.hearing_pages import ShownHearing, hearings_of
from workflows.services.hearings import extend_hearing
from workflows.services.public_reading import public_list, told_in_feeds
from workflows.services.publishing import Checked, publish
from workflows.services.sweeping import sweep


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    """A hearing that is open."""
    return open_hearing(*installed(database, tmp_path))


def shown(hearing: OpenHearing) -> ShownHearing:
    """The hearing as pages show it."""
    with hearing.house.database.connect() as connection:
        return hearings_of(connection, hearing.case)[-1]


@pytest.mark.parametrize("trigger", [Trigger.CLOSE_HEARING, Trigger.WITHDRAW])
def test_what_ended_last_comes_first_whatever_was_planned(
    hearing: OpenHearing, trigger: Trigger
) -> None:
    later = open_hearing(hearing.house, hearing.clock, number="23/999")
    hearing.clock.now = datetime(2023, 11, 2, 9, tzinfo=UTC)
    extend_hearing(hearing.house, later.case, ExtendHearing(date(2024, 6, 3), "God tid"), OFFICER)
    later.advance(trigger, reason="Alle har sagt nej tak")
    hearing.clock.now = CLOSES_AT + timedelta(minutes=1)
    sweep(hearing.house)
    ended = public_list(hearing.house, 1).ended
    assert [one.number == "23/999" for one in ended] == [False, True]


def test_an_answer_that_is_gone_from_the_page_changes_the_feeds(hearing: OpenHearing) -> None:
    answered(hearing, 0)
    page = shown(hearing)
    (given,) = page.responses.values()
    publish(hearing.house, hearing.case, page, given, Checked("Godt", {}), OFFICER)
    hearing.clock.now += timedelta(hours=1)
    answered(hearing, 0, base_version=1, text="Rettet", submission_key="rettet")
    assert [one.changed_at for one in told_in_feeds(hearing.house)] == [hearing.clock.now]
