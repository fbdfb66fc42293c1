"""What mail servers write in plain words about a mail that came back is read where it is clear."""

from email.message import EmailMessage

import pytest

from tests.incoming import OURS, reply, report
from workflows.services.bounces import Failure
from workflows.services.mail_nature import Nature
from workflows.services.reading_mail import ReadMail, read_mail

ID = "018b89e5-7c00-78b3-af86-73371934cad9"
QUOTED = f"""
--- Below this line is a copy of the message.

Return-Path: <sagsgang@{OURS}>
Message-ID: <{ID}@{OURS}>
To: quoted@raad.example
"""
QMAIL = f"""Hi. This is the qmail-send program at raad.example.

<a1@raad.example>:
Sorry, no mailbox here by that name. (#5.1.1)
{QUOTED}"""
POSTFIX = f"""I'm sorry to have to inform you that your message could not be delivered.

<A1@raad.example>: host mx.raad.example[10.5.1.1] said: 550 5.1.1 User unknown
{QUOTED}"""
SENDMAIL = f"""   ----- The following addresses had permanent fatal errors -----
<a1@raad.example>

   ----- Transcript of session follows -----
550 a1@raad.example... User unknown
{QUOTED}"""
DANISH = f"""Din mail til a1@raad.example kunne ikke leveres.
{QUOTED}"""


def bounce(text: str, **headers: str) -> ReadMail:
    mail: EmailMessage = reply(None, "MAILER-DAEMON@raad.example", text, **headers)
    return read_mail(mail.as_bytes(), OURS)


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        (QMAIL, "5.1.1", "5.1.1)"),
        (POSTFIX, "5.1.1", "550 5.1.1 User unknown"),
        (SENDMAIL, "", "550 a1@raad.example... User unknown"),
        (DANISH, "", "5.0.0 Din mail til a1@raad.example kunne ikke leveres."),
    ],
)
def test_a_bounce_in_plain_words_is_a_report(text: str, status: str, said: str) -> None:
    read = bounce(text, Subject="failure notice")
    assert read.nature is Nature.REPORT
    assert read.answers_to == (ID,)
    (failure,) = read.failures
    assert failure == Failure(frozenset({"a1@raad.example"}), True, status, said)


def test_the_recipient_may_stand_in_a_header() -> None:
    read = bounce("550 User unknown", X_Failed_Recipients="a1@raad.example")
    assert [failure.recipients for failure in read.failures] == [{"a1@raad.example"}]


@pytest.mark.parametrize(
    "text",
    [
        "Warning: the message to a1@raad.example is delayed. 550 5.1.1",
        "A mail to a1@raad.example has not yet been delivered; 5.1.1. It will be retried.",
        "Adressen 10.5.1.1 og a1@raad.example har telefon 86 55 12 34.",
        f"Hej. Jeg er på ferie.\n{QUOTED}",
        "550 User unknown",
    ],
)
def test_what_is_not_clear_is_no_report(text: str) -> None:
    assert bounce(text).nature is Nature.UNSURE


def test_what_a_person_says_of_a_bounce_is_no_report() -> None:
    read = read_mail(reply(None, text=POSTFIX, Subject="Undelivered Mail").as_bytes(), OURS)
    assert (read.nature, read.failures) == (Nature.UNSURE, ())
    forwarded = reply(None, text="Se her")
    forwarded.add_attachment(report(ID), maintype="application", subtype="octet-stream")
    assert read_mail(forwarded.as_bytes(), OURS).nature is Nature.PERSON


def test_the_reply_of_a_report_begins_with_its_code() -> None:
    (failure,) = read_mail(report(ID), OURS).failures
    assert failure.said.startswith("550 5.1.1 <a1@raad.example>")
