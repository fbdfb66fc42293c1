"""Officers are told of each thing once: in one mail a day, or at once where it cannot wait."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from tasks.mailfolder import MailFolder
from tests.mailing import answered, body, deliver_to_folder, mails, told_each_time
from tests.open_hearing import (
    CLOSES_AT,
    DUE_AT,
    OFFICER,
    OpenHearing,
    installed,
    open_hearing,
)
from workflows.engine.commands.hearings import PrepareHearing
from workflows.engine.commands.parties import MarkUnreachable
from workflows.engine.definition import Contact
from workflows.engine.vocabulary import Openness, Trigger
from workflows.services import cases, hearings
from workflows.services.acting import SYSTEM, act
from workflows.services.mail import Mail, Result, Verdict
from workflows.services.postbox import mail_folder
from workflows.services.sending import deliver
from workflows.services.settling import MOST_COPIES
from workflows.services.sweeping import sweep
from workflows.services.triggers import Arguments

THURSDAY = datetime(2023, 11, 23, 6, 30, tzinfo=UTC)
"""Half past seven on the morning after the deadline."""


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(database, tmp_path))


def closed_at_its_deadline(hearing: OpenHearing) -> None:
    hearing.clock.now = CLOSES_AT
    sweep(hearing.house)


def up_at(hearing: OpenHearing, *moments: datetime) -> None:
    """Tick at these moments: sweep, then send."""
    for moment in moments:
        hearing.clock.now = moment
        sweep(hearing.house)
        deliver_to_folder(hearing.house)


def to_officer(hearing: OpenHearing) -> list[EmailMessage]:
    return [mail for mail in mails(hearing.house) if "karla@" in str(mail["To"])]


def gathered(hearing: OpenHearing) -> list[tuple[str, bool]]:
    """What is or was told by digests: its kind, and whether one has told it."""
    found = hearing.rows(
        "SELECT kind, digest_id FROM messages WHERE status = 'gathered' ORDER BY created_at, id"
    )
    return [(str(kind), digest is not None) for kind, digest in found]


def test_what_happened_is_told_in_one_mail_the_next_morning(hearing: OpenHearing) -> None:
    answered(hearing)
    closed_at_its_deadline(hearing)
    hearing.clock.now = DUE_AT + timedelta(hours=1)
    answered(hearing, 1)
    up_at(hearing, THURSDAY - timedelta(seconds=1))
    assert to_officer(hearing) == []
    assert gathered(hearing) == [("closing", False), ("officer", False)]
    up_at(hearing, THURSDAY, THURSDAY + timedelta(hours=3))
    (mail,) = to_officer(hearing)
    assert gathered(hearing) == [("closing", True), ("officer", True)]
    assert mail["Subject"] == "Nyt på dine sager torsdag den 23. november 2023"
    (number,) = hearing.rows("SELECT number FROM cases")[0]
    assert (
        body(mail)
        == f"""Kære Karla Krog

Det er sket på dine sager, og dem du følger, siden sidst:

Sag {number}: Strategi for frivillighed
http://127.0.0.1:8000/sager/{hearing.case}

Torsdag den 23. november 2023 kl. 00.05
Høringen er lukket. 2 af 3 har svaret. Ikke svaret: OMU Økonomi. Svarene ligger på sagen med et \
udkast til høringsnotat.

Torsdag den 23. november 2023 kl. 01.00
Ældrerådet har svaret efter fristen. Svaret er lagt på sagen.

Du får denne mail én gang om dagen på arbejdsdage, når der er noget at fortælle. Vil du hellere \
have en mail, hver gang der sker noget, så vælg det her:
http://127.0.0.1:8000/konto

Venlig hilsen
Norddjurs Kommune
"""
    )
    assert f'<a href="http://127.0.0.1:8000/sager/{hearing.case}">' in body(mail, "html")


def test_nothing_to_tell_is_no_mail(hearing: OpenHearing) -> None:
    up_at(hearing, *(THURSDAY - timedelta(days=days) for days in (10, 9, 8)))
    assert to_officer(hearing) == []
    assert hearing.rows("SELECT 1 FROM v_message WHERE kind = 'digest'") == []


def test_what_happens_after_the_hour_waits_for_the_next_morning(hearing: OpenHearing) -> None:
    closed_at_its_deadline(hearing)
    up_at(hearing, THURSDAY)
    hearing.clock.now = THURSDAY + timedelta(minutes=1)
    answered(hearing)
    up_at(hearing, THURSDAY + timedelta(hours=9))
    assert len(to_officer(hearing)) == 1
    # Friday, then the weekend, in which nothing goes.
    up_at(hearing, THURSDAY + timedelta(days=1), THURSDAY + timedelta(days=2))
    assert len(to_officer(hearing)) == 2
    assert "har svaret efter fristen" in body(to_officer(hearing)[1])


def test_after_three_days_down_one_mail_tells_it_all(hearing: OpenHearing) -> None:
    closed_at_its_deadline(hearing)
    hearing.clock.now += timedelta(minutes=1)
    answered(hearing)
    # Down from Thursday morning until Monday at noon.
    up_at(hearing, THURSDAY + timedelta(days=4, hours=5), THURSDAY + timedelta(days=4, hours=6))
    (mail,) = to_officer(hearing)
    assert gathered(hearing) == [("closing", True), ("officer", True)]
    assert "mandag den 27. november" in mail["Subject"]


def test_a_fault_of_the_mail_server_makes_no_second_digest(hearing: OpenHearing) -> None:
    closed_at_its_deadline(hearing)
    way = Scripted(Verdict.UNSURE, Verdict.LATER, Verdict.SENT)
    hearing.clock.now = THURSDAY
    sweep(hearing.house)
    for _ in range(4):
        deliver(hearing.house, way)
        sweep(hearing.house)
        hearing.clock.now += timedelta(minutes=1)
    assert len({mail.content for mail in way.given}) == 1
    assert len(way.given) == 3
    assert hearing.rows("SELECT status, attempts FROM v_message WHERE kind = 'digest'") == [
        ("sent", 3)
    ]


class Scripted:
    """A way out for what goes to the officer, that says what it is told to say."""

    def __init__(self, *verdicts: Verdict) -> None:
        self.given: list[Mail] = []
        self._verdicts = list(verdicts)

    def send(self, mail: Mail) -> Result:
        if not mail.recipient.startswith("karla"):
            return Result(Verdict.SENT, "not of interest")
        self.given.append(mail)
        return Result(self._verdicts.pop(0) if self._verdicts else Verdict.SENT, "as scripted")


def test_what_a_refused_digest_was_to_tell_stands_in_the_next(hearing: OpenHearing) -> None:
    closed_at_its_deadline(hearing)
    hearing.clock.now = THURSDAY
    sweep(hearing.house)
    deliver(hearing.house, Scripted(Verdict.REFUSED))
    assert gathered(hearing) == [("closing", False)]
    up_at(hearing, THURSDAY + timedelta(hours=1))
    assert to_officer(hearing) == [], "one a day"
    up_at(hearing, THURSDAY + timedelta(days=1))
    (mail,) = to_officer(hearing)
    assert "Høringen er lukket." in body(mail)


def test_what_may_have_been_told_is_not_told_again(hearing: OpenHearing) -> None:
    closed_at_its_deadline(hearing)
    hearing.clock.now = THURSDAY
    sweep(hearing.house)
    way = Scripted(*[Verdict.UNSURE] * MOST_COPIES)
    for _ in range(MOST_COPIES + 1):
        deliver(hearing.house, way)
        hearing.clock.now += timedelta(minutes=5)
    assert hearing.rows("SELECT status FROM v_message WHERE kind = 'digest'") == [("failed",)]
    assert gathered(hearing) == [("closing", True)]


def test_many_who_gather_at_once_make_one(hearing: OpenHearing) -> None:
    closed_at_its_deadline(hearing)
    hearing.clock.now = THURSDAY
    with ThreadPoolExecutor(4) as pool:
        swept = list(pool.map(lambda _: sweep(hearing.house), range(4)))
    assert sum(one.digests for one in swept) == 1
    assert hearing.rows("SELECT count(*) FROM v_message WHERE kind = 'digest'") == [(1,)]
    assert gathered(hearing) == [("closing", True)]


def test_who_wants_a_mail_each_time_gets_it_at_once(hearing: OpenHearing) -> None:
    told_each_time(hearing)
    up_at(hearing, CLOSES_AT)
    (mail,) = to_officer(hearing)
    assert mail["Subject"].startswith("Høringen er lukket")
    up_at(hearing, THURSDAY)
    assert len(to_officer(hearing)) == 1
    assert gathered(hearing) == []


def test_what_waited_when_the_officer_chose_otherwise_is_told_all_the_same(
    hearing: OpenHearing,
) -> None:
    closed_at_its_deadline(hearing)
    told_each_time(hearing)
    up_at(hearing, THURSDAY)
    assert len(to_officer(hearing)) == 1


def test_a_party_cut_off_while_time_runs_is_told_at_once(hearing: OpenHearing) -> None:
    bounced = MarkUnreachable(hearing.parties[2], "a2@raad.example")
    act(hearing.house, hearing.case, bounced, SYSTEM)
    deliver_to_folder(hearing.house)
    (mail,) = to_officer(hearing)
    assert "Mailen til OMU Økonomi kunne ikke afleveres" in body(mail)


def test_a_refused_invitation_is_told_at_once_a_refused_reminder_in_the_digest(
    hearing: OpenHearing,
) -> None:
    deliver(hearing.house, Refusing(hearing, "a1@raad.example"))
    (mail,) = to_officer(hearing)
    assert "Invitation til Ældrerådet kunne ikke sendes" in body(mail)
    hearing.clock.now = datetime(2023, 11, 15, 7, tzinfo=UTC)
    sweep(hearing.house)
    deliver(hearing.house, Refusing(hearing, "a1@raad.example"))
    assert gathered(hearing) == [("officer", False)]
    up_at(hearing, datetime(2023, 11, 16, 6, 30, tzinfo=UTC))
    assert "Påmindelse til Ældrerådet kunne ikke sendes" in body(to_officer(hearing)[1])
    told = hearing.rows("SELECT event FROM v_journal WHERE event = 'officer:notified'")
    assert len(told) == 2


class Refusing:
    """A way out into the folder that refuses one address for good."""

    def __init__(self, hearing: OpenHearing, address: str) -> None:
        self._folder = MailFolder(mail_folder(hearing.house.settings))
        self._address = address

    def send(self, mail: Mail) -> Result:
        if mail.recipient == self._address:
            return Result(Verdict.REFUSED, "550 5.7.1 no")
        return self._folder.send(mail)


def test_of_closed_cases_the_number_stands_alone(database: str, tmp_path: Path) -> None:
    house, clock = installed(database, tmp_path)
    shut = open_hearing(house, clock, openness=Openness.CLOSED, number="23/1001")
    open_hearing(house, clock, number="23/1002")
    up_at(shut, CLOSES_AT)
    shut.clock.now += timedelta(hours=1)
    answered(shut)
    up_at(shut, THURSDAY)
    (mail,) = to_officer(shut)
    said = body(mail)
    closed, _, opened = said.partition("Sag 23/1002: Strategi for frivillighed\n")
    assert f"Sag 23/1001\nhttp://127.0.0.1:8000/sager/{shut.case}\n" in closed
    assert "Der er kommet et svar efter fristen." in closed
    assert "Høringen er lukket. Svarene ligger på sagen." in closed
    assert "frivillighed" not in closed
    assert "råd" not in closed
    assert "0 af 3 har svaret" in opened
    assert "Svarene ligger" not in opened, "there are none"


def test_at_once_too_a_closed_case_names_nobody(sqlite: str, tmp_path: Path) -> None:
    shut = open_hearing(*installed(sqlite, tmp_path), openness=Openness.CLOSED)
    bounced = MarkUnreachable(shut.parties[2], "a2@raad.example")
    act(shut.house, shut.case, bounced, SYSTEM)
    deliver_to_folder(shut.house)
    (mail,) = to_officer(shut)
    assert "Mail til en høringspart kunne ikke afleveres." in body(mail)
    assert "OMU" not in body(mail)
    assert "a2@" not in body(mail)


def test_invitations_that_an_outage_made_too_late_are_told_together_at_once(
    database: str, tmp_path: Path
) -> None:
    house, clock = installed(database, tmp_path)
    assert OFFICER.id is not None
    new = cases.NewCase("Lokalplan 231", "lokalplan", "Høring, MTU, ØK, KB")
    case = cases.open_case(house, new, OFFICER.id, OFFICER)
    parties = [
        hearings.ad_hoc_party(name, [Contact("Bo Berg", f"{name.lower()}@by.example")])
        for name in ("Nord", "Syd")
    ]
    four_weeks = date(2023, 11, 29)
    plan = PrepareHearing("lokalplan", "Hvad mener I?", four_weeks, tuple(parties))
    hearings.prepare_hearing(house, case, plan, OFFICER)
    for trigger in (Trigger.SUBMIT, Trigger.OPEN_HEARING):
        cases.advance(house, case, trigger, Arguments(), OFFICER)
    clock.now += timedelta(days=3)
    made = OpenHearing(house, clock, case, ())
    for _ in range(3):
        deliver_to_folder(house)
    (mail,) = to_officer(made)
    assert (
        "Invitationen til Nord, Syd kom forsinket af sted, så tiden til fristen er kortere, end"
        " den skal være (Offentlig høring af lokalplanforslag). Forlæng fristen, mindst til lørdag"
        " den 2. december 2023."
    ) in body(mail)
