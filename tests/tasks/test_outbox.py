"""From an outbox row to a real mail server, and what its replies do to the row and the case."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tasks.outbox import deliver_by_settings
from tests.mailing import mails, statuses
from tests.open_hearing import OFFICER, OpenHearing, installed, open_hearing
from tests.servers import DROP, SmtpSink
from workflows.engine.commands.hearings import ExtendHearing
from workflows.services.hearings import extend_hearing
from workflows.services.installation import Installation

MINUTE = timedelta(minutes=1)


@pytest.fixture
def hearing(database: str, tmp_path: Path, smtp_sink: SmtpSink) -> OpenHearing:
    house, clock = installed(database, tmp_path)
    return open_hearing(by_smtp(house, smtp_sink.url), clock)


def by_smtp(house: Installation, url: str | None) -> Installation:
    return dataclasses.replace(house, settings=house.settings.model_copy(update={"smtp_url": url}))


def attempts(hearing: OpenHearing) -> list[tuple[object, ...]]:
    return sorted(hearing.rows("SELECT status, attempts FROM v_message"), key=repr)


def test_each_mail_arrives_once_and_has_its_row(hearing: OpenHearing, smtp_sink: SmtpSink) -> None:
    assert deliver_by_settings(hearing.house).sent == 4
    assert deliver_by_settings(hearing.house).sent == 0
    rows = hearing.rows("SELECT message_id, recipient, status FROM v_message")
    arrived = [(m.message["Message-ID"].split("@")[0][1:], m.recipients) for m in smtp_sink.mails]
    assert sorted(arrived) == sorted((str(row[0]), (row[1],)) for row in rows)
    assert {row[2] for row in rows} == {"sent"}
    for mail in smtp_sink.mails:
        sender = str(mail.message["Message-ID"])[1:37].replace("-", "")
        assert mail.sender == f"sagsgang+{sender}@norddjurs.example"


def test_a_server_that_has_no_time_gets_the_mail_later(
    hearing: OpenHearing, smtp_sink: SmtpSink
) -> None:
    smtp_sink.answer_next("451 4.3.0 Try later")
    deliver_by_settings(hearing.house)
    assert attempts(hearing) == [("pending", 1)] + [("sent", 1)] * 3
    hearing.clock.now += MINUTE
    deliver_by_settings(hearing.house)
    assert attempts(hearing) == [("sent", 1)] * 3 + [("sent", 2)]
    assert len(smtp_sink.mails) == 4


def test_a_mail_kept_by_a_server_that_did_not_say_so_comes_twice_and_the_same(
    hearing: OpenHearing, smtp_sink: SmtpSink
) -> None:
    smtp_sink.answer_next(DROP)
    deliver_by_settings(hearing.house)
    assert attempts(hearing) == [("sent", 1)] * 3 + [("uncertain", 1)]
    hearing.clock.now += MINUTE
    deliver_by_settings(hearing.house)
    assert attempts(hearing) == [("sent", 1)] * 3 + [("sent", 2)]
    twice = smtp_sink.mails[0]
    assert [mail for mail in smtp_sink.mails if mail == twice] == [twice, twice]
    assert len({mail.message["Message-ID"] for mail in smtp_sink.mails}) == 4


def test_a_party_that_cannot_be_reached_is_marked_and_the_officer_told(
    hearing: OpenHearing, smtp_sink: SmtpSink
) -> None:
    smtp_sink.refuse("a1@raad.example", "550 5.1.1 User unknown")
    deliver_by_settings(hearing.house)
    assert statuses(hearing, "invitation") == ["sent", "failed", "sent", "sent"]
    parties = hearing.rows("SELECT body, status FROM v_party ORDER BY body")
    assert parties == [
        ("Handicaprådet", "invited"),
        ("OMU Økonomi", "invited"),
        ("Ældrerådet", "unreachable"),
    ]
    told = smtp_sink.mails[-1]
    assert told.recipients == ("karla@norddjurs.example",)
    said = told.message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Mailen til Ældrerådet kunne ikke afleveres" in said
    assert "a1@raad.example" in said


def test_an_officer_that_cannot_be_reached_stops_nothing(
    hearing: OpenHearing, smtp_sink: SmtpSink
) -> None:
    smtp_sink.refuse("a1@raad.example", "550 5.1.1 User unknown")
    smtp_sink.refuse("karla@norddjurs.example", "550 5.1.1 User unknown")
    deliver_by_settings(hearing.house)
    assert statuses(hearing, "officer") == ["failed"]
    assert deliver_by_settings(hearing.house).failed == 0


@pytest.mark.parametrize("reply", ["554 5.2.0 Submission quota exceeded", "535 5.7.8 Who are you"])
def test_the_senders_own_fault_marks_nobody_and_burns_no_attempt(
    hearing: OpenHearing, smtp_sink: SmtpSink, reply: str
) -> None:
    smtp_sink.answer_next(reply)
    assert deliver_by_settings(hearing.house).paused
    assert attempts(hearing) == [("pending", 0)] * 4
    assert deliver_by_settings(hearing.house).sent == 0
    hearing.clock.now += MINUTE
    assert deliver_by_settings(hearing.house).sent == 4
    assert attempts(hearing) == [("sent", 1)] * 4


def test_a_server_that_is_away_burns_no_attempt(sqlite: str, tmp_path: Path) -> None:
    house, clock = installed(sqlite, tmp_path)
    hearing = open_hearing(by_smtp(house, "smtp://127.0.0.1:1"), clock)
    assert deliver_by_settings(hearing.house).paused
    assert attempts(hearing) == [("pending", 0)] * 4


def test_without_a_mail_server_mails_are_files(sqlite: str, tmp_path: Path) -> None:
    hearing = open_hearing(*installed(sqlite, tmp_path))
    assert deliver_by_settings(hearing.house).sent == 4
    assert len(mails(hearing.house)) == 4


def test_a_server_that_minds_gets_no_more_than_it_takes_in_any_minute(
    database: str, tmp_path: Path, smtp_sink: SmtpSink
) -> None:
    house, clock = installed(database, tmp_path)
    paced = by_smtp(house, f"{smtp_sink.url}?per_minute=12")
    for _ in range(6):
        open_hearing(paced, clock)
    began = clock.now
    arrived: list[datetime] = []
    while len(arrived) < 24 and clock.now < began + 3 * MINUTE:
        arrived += [clock.now] * deliver_by_settings(paced).sent
        clock.now += timedelta(seconds=1)
    assert len(smtp_sink.mails) == len(arrived) == 24
    for first, one_too_many in zip(arrived, arrived[12:], strict=False):
        assert one_too_many - first >= MINUTE
    assert arrived[:3] == [began, began, began + timedelta(seconds=6)]
    assert arrived[-1] - began < 2.2 * MINUTE


def test_two_senders_share_what_the_server_takes(
    database: str, tmp_path: Path, smtp_sink: SmtpSink
) -> None:
    house, clock = installed(database, tmp_path)
    paced = by_smtp(house, f"{smtp_sink.url}?per_minute=18")
    open_hearing(paced, clock)
    hearing = open_hearing(paced, clock)
    with ThreadPoolExecutor() as senders:
        sent = list(senders.map(lambda _: deliver_by_settings(paced).sent, range(3)))
    assert (sum(sent), len(smtp_sink.mails)) == (3, 3)
    assert attempts(hearing) == [("pending", 0)] * 5 + [("sent", 1)] * 3


def test_where_not_all_can_go_the_nearest_deadline_goes_first(
    database: str, tmp_path: Path, smtp_sink: SmtpSink
) -> None:
    house, clock = installed(database, tmp_path)
    paced = by_smtp(house, f"{smtp_sink.url}?per_minute=6")
    later, sooner = open_hearing(paced, clock), open_hearing(paced, clock)
    extension = ExtendHearing(date(2023, 11, 29), "Rådet mødes først sidst på måneden.")
    extend_hearing(paced, later.case, extension, OFFICER)
    for _ in range(5):
        deliver_by_settings(paced)
        clock.now += MINUTE / 6
    named = [f"case_id = '{one.case}' AND status = 'sent'" for one in (sooner, later)]
    counts = [later.rows(f"SELECT count(*) FROM v_message WHERE {which}") for which in named]
    assert counts == [[(4,)], [(1,)]]
