"""Letters of a hearing that ends or begins again: closed early, withdrawn, a second round."""

from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.mailing import answered, body, deliver_to_folder, mails, told_each_time
from tests.open_hearing import DUE_AT, OFFICER, OpenHearing, installed, open_hearing
from workflows.engine.commands.hearings import PrepareHearing, WithdrawHearing
from workflows.engine.commands.parties import MarkUnreachable
from workflows.engine.definition import Contact
from workflows.engine.vocabulary import MessageStatus, Openness, PartyStatus, Trigger
from workflows.records import tables
from workflows.records.database import unit_of_work
from workflows.records.hearing_pages import hearings_of
from workflows.services.acting import SYSTEM, act
from workflows.services.hearings import ad_hoc_party, prepare_hearing, withdraw_hearing
from workflows.services.mail import Mail, Result, Verdict
from workflows.services.sending import deliver
from workflows.services.sweeping import sweep

REASON = "Udvalget skal bruge svarene nu"
MEETS_ON = date(2023, 11, 22)
NEXT_DAY = datetime(2023, 11, 2, 9, tzinfo=UTC)
PHONE = "Skriv til Karla Krog, karla@norddjurs.example, eller ring på 89 59 10 00."


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    """Three parties, invited; the first one has answered."""
    return begun(open_hearing(*installed(database, tmp_path)))


def begun(made: OpenHearing) -> OpenHearing:
    with unit_of_work(made.house.database) as connection:
        connection.execute(update(tables.Officer).values(wants_digest=False))
    deliver_to_folder(made.house)
    made.clock.now = NEXT_DAY
    answered(made)
    told_each_time(made)
    deliver_to_folder(made.house)
    return made


def sent(hearing: OpenHearing) -> dict[str, EmailMessage]:
    """What is sent now, and had not been before, by the recipient's mailbox."""
    before = {str(mail["Message-ID"]) for mail in mails(hearing.house)}
    deliver_to_folder(hearing.house)
    fresh = [mail for mail in mails(hearing.house) if str(mail["Message-ID"]) not in before]
    return {str(mail["To"].addresses[0].username): mail for mail in fresh}


def test_those_who_have_not_answered_read_that_it_is_closed_and_until_when_they_may(
    hearing: OpenHearing,
) -> None:
    hearing.advance(Trigger.CLOSE_HEARING, reason=REASON)
    found = sent(hearing)
    assert sorted(found) == ["a1", "a2", "karla"]
    said = body(found["a1"])
    assert found["a1"]["Subject"] == "Høringen er lukket: Strategi for frivillighed"
    assert "Lukket: torsdag den 2. november 2023" in said
    assert f"Begrundelse: {REASON}" in said
    assert "I kan svare til og med onsdag den 22. november 2023 kl. 23.59, som vi skrev" in said
    assert f"/svar/{hearing.parties[1]}/{hearing.token(1)}" in said
    assert PHONE in said
    assert found["a1"].get_body(("plain",)) is not None
    assert list(found["a1"].iter_attachments()) == []
    officers = body(found["karla"])
    assert "Høringen er lukket før fristen" in officers
    assert "Lukket: torsdag den 2. november 2023" in officers
    assert f"Begrundelse: {REASON}" in officers
    assert "Svar: 1 af 3" in officers
    assert "svarene er samlet" in officers
    assert "Svarene ligger som bilag på sagen" in officers


def test_the_officer_is_not_sent_to_answers_that_nobody_gave(database: str, tmp_path: Path) -> None:
    hearing = open_hearing(*installed(database, tmp_path))
    with unit_of_work(hearing.house.database) as connection:
        connection.execute(update(tables.Officer).values(wants_digest=False))
    told_each_time(hearing)
    deliver_to_folder(hearing.house)
    hearing.clock.now = NEXT_DAY
    hearing.advance(Trigger.CLOSE_HEARING, reason=REASON)
    said = body(sent(hearing)["karla"])
    assert "Svar: 0 af 3" in said
    assert "ligger som bilag" not in said
    assert "samlet" not in said
    assert "Et udkast til høringsnotat ligger på sagen" in said


@pytest.mark.parametrize("what", ["answered", "over", "withdrawn"])
def test_it_is_not_sent_to_who_need_not_know_any_more(hearing: OpenHearing, what: str) -> None:
    hearing.advance(Trigger.CLOSE_HEARING, reason=REASON)
    if what == "answered":
        answered(hearing, 1)
    elif what == "over":
        hearing.clock.now = DUE_AT
    else:
        hearing.advance(Trigger.WITHDRAW, reason="Faldet")
    found = sent(hearing)
    mail = found.get("a1")
    assert mail is None or "lukket" not in str(mail["Subject"])
    (row,) = hearing.rows(
        "SELECT status FROM v_message WHERE kind = 'closing'"
        f" AND party_id = '{hearing.parties[1]}' AND case_id = '{hearing.case}'"
    )
    assert row == ("skipped",)


def test_of_a_closed_case_the_reason_stays_behind_the_link(sqlite: str, tmp_path: Path) -> None:
    made = begun(open_hearing(*installed(sqlite, tmp_path), openness=Openness.CLOSED))
    made.advance(Trigger.CLOSE_HEARING, reason=REASON)
    said = body(sent(made)["a1"])
    assert REASON not in said
    assert "Lukket: torsdag den 2. november 2023" in said


def test_a_hearing_taken_back_alone_is_told_to_all_with_the_reason(hearing: OpenHearing) -> None:
    withdraw_hearing(hearing.house, hearing.case, WithdrawHearing(REASON), OFFICER)
    found = sent(hearing)
    assert sorted(found) == ["a0", "a1", "a2", "b0"]
    said = body(found["a0"])
    assert f"Begrundelse: {REASON}" in said
    assert PHONE in said
    assert hearing.rows(
        f"SELECT ended_reason, phase FROM hearings WHERE case_id = '{hearing.case}'"
    ) == [(REASON, "withdrawn")]


def test_who_is_not_reached_by_the_letter_the_officer_is_told(hearing: OpenHearing) -> None:
    act(hearing.house, hearing.case, MarkUnreachable(hearing.parties[2], "a2@raad.example"), SYSTEM)
    sent(hearing)
    hearing.advance(Trigger.CLOSE_HEARING, reason=REASON)
    before = {str(mail["Message-ID"]) for mail in mails(hearing.house)}
    deliver_to_folder(hearing.house)
    fresh = [mail for mail in mails(hearing.house) if str(mail["Message-ID"]) not in before]
    addresses = sorted(str(mail["To"].addresses[0].username) for mail in fresh)
    assert addresses == ["a1", "karla", "karla"]
    (told,) = [mail for mail in fresh if "kommer tilbage" in body(mail)]
    assert "OMU Økonomi" in body(told)


def test_a_second_round_says_in_its_invitation_that_it_is_one_and_what_changed(
    hearing: OpenHearing,
) -> None:
    hearing.clock.now = DUE_AT + timedelta(minutes=6)
    sweep(hearing.house)
    hearing.advance(Trigger.PUT_ON_AGENDA, meets_on=date(2023, 12, 20))
    hearing.clock.now = datetime(2023, 12, 20, 18, tzinfo=UTC)
    hearing.advance(Trigger.DECIDE, word="hjemvist", text="Beløbet skal ses efter.")
    hearing.advance(Trigger.TAKE_EFFECT)
    deliver_to_folder(hearing.house)
    first = next(
        mail for mail in mails(hearing.house) if str(mail["Subject"]).startswith("Høring:")
    )
    assert "runde" not in body(first)
    plan_again(hearing)
    mail = sent(hearing)["a1"]
    assert mail["Subject"] == "Høring, 2. runde: Strategi for frivillighed"
    said = body(mail)
    assert "Det er 2. runde: der har været høring om sagen før." in said
    assert "Det er ændret siden den forrige runde:\n\nBeløbet er sat op." in said


def test_sent_back_before_the_deadline_those_waited_for_are_told_that_the_round_is_over(
    hearing: OpenHearing,
) -> None:
    hearing.advance(Trigger.CLOSE_HEARING, reason=REASON)
    sent(hearing)
    hearing.clock.now = datetime(2023, 11, 3, 9, tzinfo=UTC)
    hearing.advance(Trigger.PUT_ON_AGENDA, meets_on=MEETS_ON, reason="Det haster")
    hearing.clock.now = datetime(MEETS_ON.year, MEETS_ON.month, MEETS_ON.day, 18, tzinfo=UTC)
    hearing.advance(Trigger.DECIDE, word="hjemvist", text="Beløbet skal ses efter.")
    hearing.advance(Trigger.TAKE_EFFECT)
    found = sent(hearing)
    assert {"a1", "a2"} <= set(found)
    assert "a0" not in found
    said = body(found["a1"])
    assert found["a1"]["Subject"] == "Høringen er slut: Strategi for frivillighed"
    assert "Sagen er sendt tilbage og bliver arbejdet om" in said
    assert "inviteret på ny med et nyt link" in said
    assert PHONE in said
    assert "trukket" not in said


def plan_again(hearing: OpenHearing) -> None:
    plan = PrepareHearing(
        hearing.house.definitions.case_types["politisk-sag"].hearings[0].code,
        "Nu med et andet beløb.",
        date(2024, 2, 1),
        (ad_hoc_party("Ældrerådet", [Contact("Bo Berg", "a1@raad.example")]),),
        changes="Beløbet er sat op.",
    )
    prepare_hearing(hearing.house, hearing.case, plan, OFFICER)
    hearing.advance(Trigger.SUBMIT)
    hearing.advance(Trigger.OPEN_HEARING)


@pytest.mark.parametrize("gone", [False, True])
def test_who_was_never_invited_is_not_told_that_it_is_off(
    database: str, tmp_path: Path, gone: bool
) -> None:
    made = open_hearing(*installed(database, tmp_path))
    if gone:
        deliver_to_folder(made.house)
    withdraw_hearing(made.house, made.case, WithdrawHearing(REASON), OFFICER)
    deliver_to_folder(made.house)
    found = set(
        made.rows(
            "SELECT kind, status FROM messages WHERE kind IN ('invitation', 'withdrawal')"
            f" AND case_id = '{made.case}'"
        )
    )
    status = "sent" if gone else "skipped"
    assert found == {("invitation", status), ("withdrawal", status)}


class Refusing:
    """A mail server that knows nobody."""

    def send(self, _mail: Mail) -> Result:
        """Refuse it for good."""
        return Result(Verdict.UNKNOWN_RECIPIENT, "550 5.1.1 nobody here")


def test_a_letter_that_failed_shows_when_it_failed_not_when_it_was_written(
    sqlite: str, tmp_path: Path
) -> None:
    made = open_hearing(*installed(sqlite, tmp_path))
    written = made.clock.now
    made.clock.now += timedelta(hours=3)
    deliver(made.house, Refusing())
    with made.house.database.connect() as connection:
        (hearing,) = hearings_of(connection, made.case)
    shown = [message for party in hearing.parties for message in party.messages]
    assert {one.status for one in shown} == {MessageStatus.FAILED}
    assert {one.created_at for one in shown} == {written}
    assert {one.at for one in shown} == {made.clock.now}
    assert {party.status for party in hearing.parties} == {PartyStatus.UNREACHABLE}
