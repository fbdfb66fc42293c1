"""Who sent a mail: a machine only where it is sure, for nobody looks where its mails are put."""

from email.message import EmailMessage

import pytest

from tests.incoming import OURS, reply, with_file
from workflows.services.mail_nature import Nature
from workflows.services.reading_mail import read_mail

ID = "018b89e5-7c00-78b3-af86-73371934cad9"


def nature(mail: EmailMessage) -> Nature:
    return read_mail(mail.as_bytes(), OURS).nature


@pytest.mark.parametrize(
    "headers",
    [
        {"List_Id": "Rådets medlemmer <raad.listserv.example>"},
        {"Precedence": "bulk"},
        {"Precedence": "list", "List_Id": "<raad.example>"},
        {"Auto_Submitted": "no"},
        {"X_Autoreply": "no"},
        {"Subject": "SV: Automatisk svar: Høring"},
        {"Subject": "Rådet støtter ferieloven"},
        {"Subject": "Afvist"},
    ],
)
def test_what_a_person_wrote_is_a_persons_though_a_list_passed_it_on(
    headers: dict[str, str],
) -> None:
    assert nature(reply(ID, **headers)) is Nature.PERSON


@pytest.mark.parametrize(
    "headers",
    [
        {"Subject": "Automatisk svar: Høring om frivillighed"},
        {"Subject": "Autosvar"},
        {"Subject": "Fraværsbesked"},
        {"Subject": "Out of Office: Høring"},
        {"Subject": "Ude af kontoret", "Auto_Submitted": "auto-generated"},
        {"Subject": "Ferie", "Precedence": "junk"},
        {"Auto_Submitted": "auto-replied; owner-email=bo@raad.example"},
        {"Precedence": "auto_reply"},
    ],
)
def test_what_surely_answers_by_itself_is_a_machines(headers: dict[str, str]) -> None:
    assert nature(reply(ID, **headers)) is Nature.MACHINE
    assert nature(with_file(reply(ID, **headers))) is Nature.UNSURE


@pytest.mark.parametrize(
    "headers",
    [
        {"Subject": "Fravær"},
        {"Subject": "Fravær: Høring om frivillighed"},
        {"Subject": "Ikke til stede: Høring om frivillighed"},
        {"Subject": "Ude af kontoret til mandag"},
        {"Subject": "Ferie"},
        {"Subject": "Sommerferie i uge 29"},
        {"Subject": "Accepteret: Frist for svar"},
        {"Subject": "Afvist: Frist for svar"},
        {"Subject": "Foreløbig: Frist for svar"},
        {"Subject": "Undelivered Mail Returned to Sender"},
        {"Auto_Submitted": "auto-generated"},
        {"Return_Path": "<>"},
        {"From": "MAILER-DAEMON@raad.example"},
        {"From": "Mail System <postmaster@raad.example>"},
    ],
)
def test_what_may_be_a_machines_is_left_to_a_person(headers: dict[str, str]) -> None:
    assert nature(reply(ID, **headers)) is Nature.UNSURE


def with_calendar_reply(text: str) -> EmailMessage:
    mail = reply(ID, text=text)
    mail.add_alternative("BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n", subtype="calendar")
    return mail


def test_a_calendars_reply_is_a_machines_unless_somebody_wrote_along() -> None:
    assert nature(with_calendar_reply("\n")) is Nature.MACHINE
    assert nature(with_calendar_reply("Vi støtter forslaget.")) is Nature.UNSURE


def test_a_mail_with_nothing_in_it_is_empty() -> None:
    assert read_mail(reply(ID, text=" \n").as_bytes(), OURS).is_empty
    assert not read_mail(with_file(reply(ID, text="\n")).as_bytes(), OURS).is_empty
