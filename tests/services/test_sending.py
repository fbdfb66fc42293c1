"""Each letter goes out once, while it makes sense; a second copy is the same to the byte."""

import dataclasses
import threading
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tasks.mailfolder import MailFolder
from tests.mailing import answered, body, deliver_to_folder, mails, statuses
from tests.open_hearing import DUE_AT, OFFICER, Clock, OpenHearing, installed, open_hearing
from workflows.engine.commands.hearings import ExtendHearing
from workflows.engine.vocabulary import Trigger
from workflows.services.hearings import extend_hearing
from workflows.services.installation import Installation, install
from workflows.services.mail import Mail, Result, Verdict
from workflows.services.marking import LEASE
from workflows.services.postbox import mail_folder
from workflows.services.preparing import HELD
from workflows.services.sending import deliver
from workflows.services.settling import MOST_COPIES
from workflows.services.sweeping import sweep

FIRST_RUNG = datetime(2023, 11, 15, 8, tzinfo=UTC)
SECOND_RUNG = datetime(2023, 11, 20, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(database, tmp_path))


class Scripted:
    """A way out that keeps what it is given, and says what it is told to say."""

    def __init__(self, *verdicts: Verdict) -> None:
        self.given: list[Mail] = []
        self._verdicts = list(verdicts)

    def send(self, mail: Mail) -> Result:
        self.given.append(mail)
        return Result(self._verdicts.pop(0) if self._verdicts else Verdict.SENT, "as scripted")


class Deadly:
    """A way out that takes the mail and kills its sender."""

    def __init__(self) -> None:
        self.given: list[Mail] = []

    def send(self, mail: Mail) -> Result:
        self.given.append(mail)
        raise SystemExit


def extended(hearing: OpenHearing, day: int = 29) -> None:
    extension = ExtendHearing(date(2023, 11, day), "Rådet mødes først sidst på måneden.")
    extend_hearing(hearing.house, hearing.case, extension, OFFICER)


def reminders_due(hearing: OpenHearing, at: datetime = FIRST_RUNG) -> None:
    hearing.clock.now = at
    sweep(hearing.house)


def test_each_letter_goes_once(hearing: OpenHearing) -> None:
    assert deliver_to_folder(hearing.house).sent == 4
    assert deliver_to_folder(hearing.house).sent == 0
    assert hearing.rows("SELECT DISTINCT status, attempts FROM v_message") == [("sent", 1)]
    assert len(mails(hearing.house)) == 4


def test_no_table_holds_a_link(hearing: OpenHearing) -> None:
    deliver_to_folder(hearing.house)
    reminders_due(hearing)
    deliver_to_folder(hearing.house)
    everything = repr(hearing.dump())
    for party, contact in ((0, 0), (0, 1), (1, 0), (2, 0)):
        secret = hearing.token(party, contact)
        assert any(secret in body(mail) for mail in mails(hearing.house))
        assert secret not in everything
        assert secret.partition(".")[2] not in everything


def test_who_has_answered_is_not_reminded(hearing: OpenHearing) -> None:
    deliver_to_folder(hearing.house)
    reminders_due(hearing)
    answered(hearing)
    done = deliver_to_folder(hearing.house)
    assert (done.sent, done.skipped) == (3, 2)
    assert statuses(hearing, "reminder") == ["skipped", "sent", "sent", "skipped"]


@pytest.mark.parametrize("end", ["withdraw", "close", "extend", "pass"])
def test_a_reminder_is_not_sent_when_it_no_longer_holds(hearing: OpenHearing, end: str) -> None:
    deliver_to_folder(hearing.house)
    reminders_due(hearing)
    match end:
        case "withdraw":
            hearing.advance(Trigger.WITHDRAW, reason="Udgår.")
        case "close":
            hearing.advance(Trigger.CLOSE_HEARING, reason="Alle er hørt.")
        case "extend":
            extended(hearing)
        case "pass":
            hearing.clock.now = DUE_AT
    deliver_to_folder(hearing.house)
    assert set(statuses(hearing, "reminder")) == {"skipped"}


def test_of_several_reminders_that_waited_only_the_latest_goes(hearing: OpenHearing) -> None:
    deliver_to_folder(hearing.house)
    reminders_due(hearing)
    reminders_due(hearing, SECOND_RUNG)
    done = deliver_to_folder(hearing.house)
    assert (done.sent, done.skipped) == (4, 4)


def test_a_reminder_waits_for_daylight(hearing: OpenHearing) -> None:
    deliver_to_folder(hearing.house)
    reminders_due(hearing)
    hearing.clock.now = datetime(2023, 11, 15, 21, tzinfo=UTC)
    assert deliver_to_folder(hearing.house).later == 4
    assert deliver_to_folder(hearing.house).later == 0
    hearing.clock.now = datetime(2023, 11, 16, 6, tzinfo=UTC)
    assert deliver_to_folder(hearing.house).sent == 4


def test_a_late_reminder_keeps_its_distance_to_the_next(hearing: OpenHearing) -> None:
    deliver_to_folder(hearing.house)
    reminders_due(hearing)
    hearing.clock.now = datetime(2023, 11, 19, 23, tzinfo=UTC)
    deliver_to_folder(hearing.house)
    reminders_due(hearing, SECOND_RUNG)
    deliver_to_folder(hearing.house)
    reminders_due(hearing, datetime(2023, 11, 22, 8, tzinfo=UTC))
    deliver_to_folder(hearing.house)
    for address in ("a0", "a1", "a2", "b0"):
        at = [
            mail["Date"].datetime
            for mail in mails(hearing.house)
            if "Påmindelse" in mail["Subject"] and address in str(mail["To"])
        ]
        assert all(later - sooner >= timedelta(hours=20) for sooner, later in pairwise(at))


def test_an_invitation_sent_after_an_extension_states_the_new_date(hearing: OpenHearing) -> None:
    extended(hearing)
    deliver_to_folder(hearing.house)
    for mail in mails(hearing.house):
        assert "29. november" in body(mail)
        if "Ny frist" not in mail["Subject"]:
            assert "22. november" not in body(mail)


def test_words_that_were_put_off_are_written_anew_when_the_date_moves(
    hearing: OpenHearing,
) -> None:
    assert deliver(hearing.house, Scripted(*[Verdict.LATER] * 4)).later == 4
    extended(hearing)
    hearing.clock.now += timedelta(minutes=1)
    deliver_to_folder(hearing.house)
    assert statuses(hearing, "invitation") == ["sent"] * 4
    found = [mail for mail in mails(hearing.house) if mail["Subject"].startswith("Høring")]
    assert len(found) == 4
    assert all("29. november" in body(mail) for mail in found)
    assert not any("22. november" in body(mail) for mail in found)


def test_of_two_extensions_only_the_last_is_told(hearing: OpenHearing) -> None:
    deliver_to_folder(hearing.house)
    extended(hearing, 28)
    extended(hearing, 29)
    deliver_to_folder(hearing.house)
    told = [body(mail) for mail in mails(hearing.house) if "Ny frist" in mail["Subject"]]
    assert len(told) == 4
    assert all("Den nye frist: til og med onsdag den 29." in said for said in told)


def test_nobody_is_invited_to_what_was_withdrawn(hearing: OpenHearing) -> None:
    hearing.advance(Trigger.WITHDRAW, reason="Udgår.")
    deliver_to_folder(hearing.house)
    assert statuses(hearing, "invitation") == ["skipped"] * 4


def test_nothing_goes_to_a_contact_before_its_invitation(hearing: OpenHearing) -> None:
    deliver(hearing.house, Scripted(Verdict.LATER, Verdict.UNSURE))
    extended(hearing)
    way = Scripted()
    deliver(hearing.house, way)
    assert len(way.given) == 2
    hearing.clock.now += timedelta(minutes=1)
    deliver(hearing.house, way)
    extensions = [mail for mail in way.given if b"Ny frist" in mail.content]
    assert len(extensions) == 4
    assert statuses(hearing, "invitation").count("sent") == 3
    # The one that may have arrived stated the old date: it is not sent a second time.
    assert statuses(hearing, "invitation").count("skipped") == 1


def test_a_sender_killed_in_flight_leaves_one_letter_uncertain_and_the_others_free(
    hearing: OpenHearing,
) -> None:
    way = Deadly()
    with pytest.raises(SystemExit):
        deliver(hearing.house, way)
    assert sorted(statuses(hearing, "invitation")) == ["claimed"] * 3 + ["uncertain"]
    hearing.clock.now += HELD
    assert deliver_to_folder(hearing.house).sent == 3
    hearing.clock.now += LEASE
    second = Scripted()
    assert deliver(hearing.house, second).sent == 1
    assert second.given == way.given
    assert statuses(hearing, "invitation") == ["sent"] * 4


def test_a_mail_that_is_lost_again_and_again_is_given_up(hearing: OpenHearing) -> None:
    way = Scripted(*[Verdict.UNSURE] * 100)
    for _ in range(MOST_COPIES + 2):
        deliver(hearing.house, way)
        hearing.clock.now += timedelta(hours=2)
    assert statuses(hearing, "invitation") == ["failed"] * 4
    copies: dict[str, list[bytes]] = {}
    for mail in way.given:
        if mail.recipient.endswith("@raad.example"):
            copies.setdefault(mail.id, []).append(mail.content)
    assert len(copies) == 4
    assert all(len(same) == MOST_COPIES and len(set(same)) == 1 for same in copies.values())


def test_what_is_refused_for_now_is_tried_later_and_later(hearing: OpenHearing) -> None:
    way = Scripted(*[Verdict.LATER] * 8)
    deliver(hearing.house, way)
    hearing.clock.now += 5 * SECOND
    deliver(hearing.house, way)
    hearing.clock.now += 5 * SECOND
    deliver(hearing.house, way)
    assert len(way.given) == 8
    hearing.clock.now += 5 * SECOND
    deliver(hearing.house, way)
    assert hearing.rows("SELECT DISTINCT status, attempts FROM v_message") == [("sent", 3)]


def test_a_fault_of_the_senders_own_burns_nothing_and_stops_everything(
    hearing: OpenHearing,
) -> None:
    way = Scripted(Verdict.SENT, Verdict.SENDERS_FAULT)
    done = deliver(hearing.house, way)
    assert done.paused
    assert len(way.given) == 2
    assert sorted(hearing.rows("SELECT status, attempts FROM v_message")) == [
        *[("pending", 0)] * 3,
        ("sent", 1),
    ]
    assert deliver(hearing.house, way).sent == 0
    hearing.clock.now += timedelta(minutes=1)
    assert deliver(hearing.house, way).sent == 3


def test_a_letter_without_words_harms_itself_alone(hearing: OpenHearing) -> None:
    letters = {
        kind: dataclasses.replace(letter, text="{{ nobody_knows }}")
        if kind == "invitation"
        else letter
        for kind, letter in hearing.house.definitions.letters.items()
    }
    broken = dataclasses.replace(
        hearing.house, definitions=dataclasses.replace(hearing.house.definitions, letters=letters)
    )
    deliver_to_folder(hearing.house)
    answered(hearing)
    again = open_hearing(hearing.house, hearing.clock)
    done = deliver_to_folder(broken)
    assert (done.sent, done.failed) == (1, 4)
    assert set(statuses(again, "invitation")) == {"sent", "pending"}
    hearing.clock.now += timedelta(minutes=1)
    assert deliver_to_folder(hearing.house).sent == 4


def test_two_senders_never_send_one_letter_twice(database: str, tmp_path: Path) -> None:
    house, clock = installed(database, tmp_path)
    for _ in range(8):
        open_hearing(house, clock)
    ways = [Scripted(), Scripted(), Scripted()]
    start = threading.Barrier(len(ways))

    def run(own: Installation, way: Scripted) -> None:
        start.wait()
        deliver(own, way, patience=30)

    threads = [threading.Thread(target=run, args=(another(house, clock), way)) for way in ways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sent = [mail.id for way in ways for mail in way.given]
    assert len(sent) == len(set(sent)) == 32
    with house.database.connect() as connection:
        found = connection.exec_driver_sql("SELECT DISTINCT status, attempts FROM v_message")
        assert [tuple(row) for row in found] == [("sent", 1)]


def another(house: Installation, clock: Clock) -> Installation:
    """The same installation as another process has it."""
    return dataclasses.replace(install(house.settings), real_clock=clock)


def test_the_folder_takes_the_same_mail_once(tmp_path: Path) -> None:
    mail = Mail("id", "svar+1@kommune.example", "bo@raad.example", b"Hej\r\n", FIRST_RUNG)
    folder = MailFolder(tmp_path / "mail")
    assert folder.send(mail).verdict is Verdict.SENT
    assert folder.send(mail).verdict is Verdict.SENT
    assert [file.name for file in folder.folder.iterdir()] == ["20231115T080000Z-id.eml"]


def test_a_folder_that_cannot_be_written_stops_sending(hearing: OpenHearing) -> None:
    mail_folder(hearing.house.settings).write_text("not a folder")
    assert deliver_to_folder(hearing.house).paused
    assert statuses(hearing, "invitation") == ["pending"] * 4
