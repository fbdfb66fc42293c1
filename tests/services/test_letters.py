"""What letters say, to whom, and what they keep to themselves."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from icalendar import Calendar
from sqlalchemy import text

from tests.mailing import answered, body, deliver_to_folder, mails, told_each_time
from tests.open_hearing import DUE_AT, OFFICER, OpenHearing, installed, open_hearing
from workflows.engine.commands.files import UploadedFile
from workflows.engine.commands.hearings import ExtendHearing
from workflows.engine.vocabulary import Openness, Trigger
from workflows.records.database import unit_of_work
from workflows.records.hearing_pages import hearings_of
from workflows.services.hearings import extend_hearing
from workflows.services.postbox import posted
from workflows.services.resending import send_links_again
from workflows.services.sweeping import sweep
from workflows.services.wording.hearing_progress import deadline_words, due_phrase

REMINDED = datetime(2023, 11, 15, 8, tzinfo=UTC)
DUE = "til og med onsdag den 22. november 2023 kl. 23.59"


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(database, tmp_path))


@pytest.fixture
def closed(sqlite: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(sqlite, tmp_path), openness=Openness.CLOSED)


def sent(hearing: OpenHearing) -> list[EmailMessage]:
    """What is sent now, and had not been before."""
    before = {str(mail["Message-ID"]) for mail in mails(hearing.house)}
    deliver_to_folder(hearing.house)
    return [mail for mail in mails(hearing.house) if str(mail["Message-ID"]) not in before]


def to(found: list[EmailMessage], address: str) -> EmailMessage:
    (mail,) = [mail for mail in found if address in str(mail["To"])]
    return mail


def link_of(hearing: OpenHearing, party: int = 0, contact: int = 0) -> str:
    address = f"http://127.0.0.1:8000/svar/{hearing.parties[party]}"
    return f"{address}/{hearing.token(party, contact)}"


def test_an_invitation(hearing: OpenHearing) -> None:
    invitation = to(sent(hearing), "a0@")
    said = body(invitation)
    assert invitation["Subject"] == "Høring: Strategi for frivillighed"
    assert "Kære Bo Berg" in said
    assert "beder Handicaprådet om et høringssvar" in said
    assert "\n\nDet spørger vi om:\n\nVi beder om jeres bemærkninger til udkastet." in said
    assert "Skriv også, hvad der mangler." in said
    assert DUE in said
    assert link_of(hearing) in said
    assert f'<a href="{link_of(hearing)}">' in body(invitation, "html")
    assert '<html lang="da">' in body(invitation, "html")


def test_each_contact_gets_a_mail_and_a_link_of_its_own(hearing: OpenHearing) -> None:
    found = sent(hearing)
    addresses = [str(mail["To"].addresses[0].addr_spec) for mail in found]
    assert sorted(addresses) == [f"{name}@raad.example" for name in ("a0", "a1", "a2", "b0")]
    assert link_of(hearing, 0, 1) in body(to(found, "b0@"))
    assert link_of(hearing, 0, 0) not in body(to(found, "b0@"))
    assert len({body(mail) for mail in found}) == len(found)


def test_who_writes_and_who_is_answered(hearing: OpenHearing) -> None:
    mail = to(sent(hearing), "a1@")
    assert str(mail["From"]) == "Norddjurs Kommune <sagsgang@norddjurs.example>"
    assert str(mail["Reply-To"]) == "Karla Krog <karla@norddjurs.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == hearing.clock.now


def test_the_calendar_entry_is_the_last_day_and_a_later_one_replaces_it(
    hearing: OpenHearing,
) -> None:
    first = entry(to(sent(hearing), "a0@"))
    extension = ExtendHearing(date(2023, 11, 29), "Rådet mødes først den 28.")
    extend_hearing(hearing.house, hearing.case, extension, OFFICER)
    later = entry(to(sent(hearing), "a0@"))
    assert first.decoded("dtstart") == date(2023, 11, 22)
    assert first.decoded("dtend") == date(2023, 11, 23)
    assert later.decoded("dtstart") == date(2023, 11, 29)
    assert first["uid"] == later["uid"]
    assert later["sequence"] > first["sequence"]


def entry(mail: EmailMessage):  # type: ignore[no-untyped-def]
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "frist.ics"
    (event,) = Calendar.from_ical(attached.get_content()).walk("VEVENT")
    return event


def test_a_reminder_belongs_under_its_invitation(hearing: OpenHearing) -> None:
    invitation = to(sent(hearing), "a2@")
    hearing.clock.now = REMINDED
    sweep(hearing.house)
    reminder = to(sent(hearing), "a2@")
    assert reminder["Subject"] == "Påmindelse om høring: Strategi for frivillighed"
    assert "endnu ikke fået et svar fra OMU Økonomi" in body(reminder)
    assert f"I kan svare {DUE}" in body(reminder)
    assert link_of(hearing, 2) in body(reminder)
    assert reminder["In-Reply-To"] == invitation["Message-ID"]
    assert reminder["References"] == invitation["Message-ID"]


def test_a_link_sent_again_is_the_same_link_under_the_invitation(hearing: OpenHearing) -> None:
    invitation = to(sent(hearing), "a2@")
    hearing.clock.now = DUE_AT + timedelta(days=1)
    sweep(hearing.house)
    sent(hearing)
    send_links_again(hearing.house, "a2@raad.example")
    again = to(sent(hearing), "a2@")
    assert "som I har bedt om" in body(again)
    assert link_of(hearing, 2) in body(again)
    assert f"Fristen, {DUE}, er passeret" in body(again)
    assert again["In-Reply-To"] == invitation["Message-ID"]
    assert "som I har bedt om" not in body(invitation)


def test_a_receipt(hearing: OpenHearing) -> None:
    sent(hearing)
    hearing.clock.now = REMINDED
    answered(hearing, files=(UploadedFile("svar.pdf", 1234, "a" * 64, "application/pdf"),))
    receipt = body(to(sent(hearing), "a0@"))
    (number,) = hearing.rows("SELECT receipt FROM v_response")[0]
    assert f"Kvittering: {number}" in receipt
    assert "Modtaget: onsdag den 15. november 2023 kl. 09.00" in receipt
    assert "Svar: Støtter forslaget med bemærkninger" in receipt
    assert f"svar.pdf (1234 byte), sha256 {'a' * 64}" in receipt
    assert f"Svaret kan rettes {DUE}:\n{link_of(hearing)}" in receipt


def test_a_receipt_for_those_who_were_answered_for(hearing: OpenHearing) -> None:
    sent(hearing)
    answered(hearing, text="Hemmeligt ord", jointly_with=(hearing.parties[1],))
    found = sent(hearing)
    told = body(to(found, "a1@"))
    assert "et høringssvar fra Handicaprådet, som også er givet på vegne af Ældrerådet" in told
    assert link_of(hearing, 1) in told
    assert "jeres, der gælder for Ældrerådet" in told
    assert "Hemmeligt" not in told
    assert "Tak. Vi har modtaget svaret fra" not in told
    assert not [mail for mail in found if "a2@" in str(mail["To"])]


def test_a_receipt_for_a_late_answer(hearing: OpenHearing) -> None:
    sent(hearing)
    hearing.clock.now = DUE_AT + timedelta(hours=1)
    sweep(hearing.house)
    answered(hearing)
    receipt = body(to(sent(hearing), "a0@"))
    assert "kom efter fristen" in receipt
    assert "Svaret kan rettes" not in receipt
    assert "I kan stadig rette det" in receipt
    assert link_of(hearing) in receipt


def test_an_extension_tells_both_dates_and_why(hearing: OpenHearing) -> None:
    sent(hearing)
    extension = ExtendHearing(date(2023, 11, 29), "Rådet mødes først den 28.")
    extend_hearing(hearing.house, hearing.case, extension, OFFICER)
    said = body(to(sent(hearing), "a1@"))
    assert "Den nye frist: til og med onsdag den 29. november 2023 kl. 23.59." in said
    assert f"Fristen var før: {DUE}." in said
    assert "Begrundelse: Rådet mødes først den 28." in said
    assert link_of(hearing, 1) in said


def test_two_extensions_in_one_breath_tell_the_date_that_was_told_before(
    hearing: OpenHearing,
) -> None:
    sent(hearing)
    for day in (28, 29):
        extension = ExtendHearing(date(2023, 11, day), "Rådet mødes først den 28.")
        extend_hearing(hearing.house, hearing.case, extension, OFFICER)
    told = body(to(sent(hearing), "a1@"))
    assert "Den nye frist: til og med onsdag den 29. november 2023 kl. 23.59." in told
    assert f"Fristen var før: {DUE}." in told
    extension = ExtendHearing(date(2023, 11, 30), "Rådet mødes først den 29.")
    extend_hearing(hearing.house, hearing.case, extension, OFFICER)
    later = body(to(sent(hearing), "a1@"))
    assert "Fristen var før: til og med onsdag den 29. november 2023 kl. 23.59." in later


def test_a_withdrawal(hearing: OpenHearing) -> None:
    sent(hearing)
    hearing.advance(Trigger.WITHDRAW, reason="Staten har ændret loven.")
    said = body(to(sent(hearing), "a1@"))
    assert "trukket denne høring tilbage" in said
    assert "Begrundelse: Staten har ændret loven." in said
    assert "/svar/" not in said


def test_a_withdrawal_takes_the_deadline_out_of_the_calendar(hearing: OpenHearing) -> None:
    sent(hearing)
    extension = ExtendHearing(date(2023, 11, 29), "Rådet mødes først den 28.")
    extend_hearing(hearing.house, hearing.case, extension, OFFICER)
    extended = to(sent(hearing), "a1@")
    hearing.advance(Trigger.WITHDRAW, reason="Staten har ændret loven.")
    withdrawn = to(sent(hearing), "a1@")
    before, now = entry(extended), entry(withdrawn)
    assert now["uid"] == before["uid"]
    assert now["sequence"] > before["sequence"]
    assert now["status"] == "CANCELLED"
    assert "status" not in before
    assert methods(extended) == ("PUBLISH", "PUBLISH")
    assert methods(withdrawn) == ("CANCEL", "CANCEL")


def methods(mail: EmailMessage) -> tuple[str, str]:
    """What is to be done with the attached entry, as the mail says it and as the entry does."""
    (attached,) = mail.iter_attachments()
    inner = Calendar.from_ical(attached.get_content())["method"]
    return attached.get_param("method"), str(inner)  # type: ignore[return-value]


def test_the_officer_gets_a_summary_at_the_closing(hearing: OpenHearing) -> None:
    told_each_time(hearing)
    sent(hearing)
    answered(hearing)
    hearing.clock.now = DUE_AT + timedelta(hours=1)
    sweep(hearing.house)
    said = body(to(sent(hearing), "karla@"))
    assert "Svar: 1 af 3" in said
    assert "Ikke svaret: Ældrerådet, OMU Økonomi" in said
    assert f"http://127.0.0.1:8000/sager/{hearing.case}" in said


def test_a_closed_case_tells_its_number_and_its_deadline_alone(closed: OpenHearing) -> None:
    told_each_time(closed)
    sent(closed)
    answered(closed, files=(UploadedFile("diagnose.pdf", 1, "b" * 64, "application/pdf"),))
    extension = ExtendHearing(date(2023, 11, 29), "Barnets mor er rejst.")
    extend_hearing(closed.house, closed.case, extension, OFFICER)
    sent(closed)
    closed.clock.now = datetime(2023, 12, 4, 8, tzinfo=UTC)
    sweep(closed.house)
    sent(closed)
    found = mails(closed.house)
    assert {
        "Høring",
        "Ny frist for høring",
        "Kvittering for høringssvar",
        "Høringen er lukket",
    } == {str(mail["Subject"]).partition(":")[0] for mail in found}
    raw = "".join(body(mail) + body(mail, "html") + mail.as_string() for mail in found)
    for secret in ("frivillighed", "bemærkninger til udkastet", "rampe", "diagnose", "mor er"):
        assert secret not in raw
    assert "med bemærkninger" not in raw
    assert all("23/1: en lukket sag" in body(mail) for mail in found)


def retitled(hearing: OpenHearing, title: str) -> None:
    with unit_of_work(hearing.house.database) as connection:
        connection.execute(text("UPDATE cases SET title = :title"), {"title": title})


def test_a_title_cannot_write_headers_or_markup(hearing: OpenHearing) -> None:
    retitled(hearing, "Ny vej\r\nBcc: alle@raad.example\u202e<script>alert(1)</script>")
    mail = to(sent(hearing), "a1@")
    assert mail["Bcc"] is None
    assert str(mail["Subject"]).startswith("Høring: Ny vej Bcc: alle@raad.example ")
    assert "<script>" not in body(mail, "html")
    assert "&lt;script&gt;" in body(mail, "html")


def test_a_long_line_is_folded_for_the_wire(hearing: OpenHearing) -> None:
    retitled(hearing, "æ" * 3000)
    mail = to(sent(hearing), "a1@")
    folder = hearing.house.settings.data / "mail"
    longest = max(len(line) for f in folder.glob("*.eml") for line in f.read_bytes().splitlines())
    assert longest <= 998
    assert "æ" * 3000 in body(mail)
    assert link_of(hearing, 1) in body(mail)


def test_an_instant_that_ends_no_day_is_told_to_the_minute(hearing: OpenHearing) -> None:
    calendar = hearing.house.around.calendar
    instant = datetime(2023, 11, 22, 9, 15, tzinfo=UTC)
    assert due_phrase(instant, calendar) == "indtil onsdag den 22. november 2023 kl. 10.15"
    assert due_phrase(DUE_AT, calendar) == DUE


def test_the_pages_tell_the_same_instant_as_the_mails(hearing: OpenHearing) -> None:
    calendar = hearing.house.around.calendar
    with hearing.house.database.connect() as connection:
        (found,) = hearings_of(connection, hearing.case)
    instant = datetime(2023, 11, 22, 9, 15, tzinfo=UTC)
    told = "indtil onsdag den 22. november 2023 kl. 10.15"
    exact = [dataclasses.replace(party, due_at=instant) for party in found.parties]
    whole = dataclasses.replace(found, parties=tuple(exact))
    assert deadline_words(whole, calendar) == told
    one = dataclasses.replace(found, parties=(exact[0], *found.parties[1:]))
    names = " og ".join(party.name for party in found.parties[1:])
    assert deadline_words(one, calendar) == f"{told}; for {names} {DUE}"


def test_the_folder_is_read_for_people_newest_first(hearing: OpenHearing) -> None:
    sent(hearing)
    hearing.clock.now = REMINDED
    sweep(hearing.house)
    sent(hearing)
    found = posted(hearing.house)
    assert [mail.subject.partition(" ")[0] for mail in found] == ["Påmindelse"] * 4 + [
        "Høring:"
    ] * 4
    assert found[0].sent_at == REMINDED
    assert {link_of(hearing, 2)} == {link for m in found for link in m.links if "a2@" in m.to}
    assert posted(dataclasses.replace(hearing.house), most=1) == found[:1]


def test_names_and_domains_beyond_ascii(hearing: OpenHearing) -> None:
    with unit_of_work(hearing.house.database) as connection:
        connection.execute(
            text("UPDATE officers SET name = 'Åse Øst', email = 'aase@østby.example'")
        )
        connection.execute(text("UPDATE contacts SET name = 'Bjørn \"Bo\" Berg, formand'"))
    mail = to(sent(hearing), "a1@")
    (reply_to,) = mail["Reply-To"].addresses
    (recipient,) = mail["To"].addresses
    assert (reply_to.display_name, reply_to.addr_spec) == ("Åse Øst", "aase@xn--stby-fra.example")
    assert (recipient.display_name, recipient.addr_spec) == (
        'Bjørn "Bo" Berg, formand',
        "a1@raad.example",
    )
