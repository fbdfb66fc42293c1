"""Mails of every kind are read, and no bytes whatever make the reader fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.incoming import reply, report, with_file
from workflows.engine.link_secrets import CUT
from workflows.services.html_words import words_of_html
from workflows.services.links import token
from workflows.services.mail_contents import MOST_ATTACHMENTS
from workflows.services.mail_headers import LONGEST_TEXT
from workflows.services.mail_nature import Nature
from workflows.services.reading_mail import read_mail

OURS = "norddjurs.example"
ID = "018b89e5-7c00-78b3-af86-73371934cad9"


def test_a_reply_is_read_whole() -> None:
    mail = read_mail(with_file(reply(ID, text="Æblegrød\nog fløde")).as_bytes(), OURS)
    assert (mail.sender, mail.sender_name) == ("a1@raad.example", "Bo Berg")
    assert mail.subject == "SV: Høring om frivillighed"
    assert mail.contents.text == "Æblegrød\nog fløde"
    assert [file.name for file in mail.contents.files] == ["svar.pdf"]
    assert mail.answers_to == (ID,)
    assert mail.nature is Nature.PERSON


def test_the_link_that_a_reply_quotes_is_cut_out() -> None:
    secret = token(b"some key", ID, 1, 0)
    quoted = f"Fint.\n> Svar her: https://norddjurs.example/svar/{ID}/{secret}\n> {secret.upper()}."
    assert read_mail(reply(ID, text=quoted).as_bytes(), OURS).contents.text == (
        f"Fint.\n> Svar her: https://norddjurs.example/svar/{ID}/{CUT}\n> {CUT}."
    )


def test_ids_that_are_not_ours_are_left_out() -> None:
    mail = reply(None, In_Reply_To=f"<{ID}@fremmed.example>", To=f"a+{ID.replace('-', '')}@b.dk")
    assert read_mail(mail.as_bytes(), OURS).answers_to == ()


def test_a_report_names_its_recipient_and_status() -> None:
    mail = read_mail(report(ID), OURS)
    assert mail.nature is Nature.REPORT
    assert mail.answers_to == (ID,)
    (failure,) = mail.failures
    assert (failure.status, failure.failed) == ("5.1.1", True)
    assert failure.recipients == {"a1@raad.example"}
    assert "Recipient address rejected" in failure.said


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (b"Content-Type: text/plain; charset=iso-8859-1\n", b"bl\xe5b\xe6r", "blåbær"),
        (b"Content-Type: text/plain; charset=findes-ikke\n", "blåbær".encode(), "blåbær"),
        (b"Content-Type: text/plain; charset=utf-8\n", b"bl\xe5b\xe6r", "blåbær"),
        (b"Content-Transfer-Encoding: base64\n", b"aGVq!!!", "hej"),
        (b"", b"hej\x00 med\x1b jer\r\n", "hej med jer"),
        (b"Content-Type: text/html\n", b"<style>p{}</style><p>K&aelig;re<br>alle", "Kære\nalle"),
        (b"Content-Type: multipart/mixed; boundary=x\n", b"--x\n\nhej\n", "hej"),
    ],
)
def test_odd_texts_are_read_as_far_as_they_can_be(head: bytes, body: bytes, text: str) -> None:
    assert read_mail(b"From: a@b.dk\n" + head + b"\n" + body, OURS).contents.text == text


def test_what_there_is_too_much_of_is_cut() -> None:
    mail = reply(ID, text="x" * (2 * LONGEST_TEXT))
    for _ in range(MOST_ATTACHMENTS + 5):
        with_file(mail)
    read = read_mail(mail.as_bytes(), OURS)
    assert len(read.contents.text) == LONGEST_TEXT
    assert len(read.contents.files) == MOST_ATTACHMENTS


def test_a_mail_of_mails_of_mails_is_not_followed_to_the_end() -> None:
    head = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000)
    )
    assert read_mail(b"From: a@b.dk\n" + head, OURS).contents.files == ()


@given(some.binary(max_size=2000))
def test_no_bytes_make_the_reader_fail(raw: bytes) -> None:
    read_mail(raw, OURS)


@given(some.data())
def test_no_flipped_bytes_make_the_reader_fail(data: some.DataObject) -> None:
    raw = bytearray(with_file(reply(ID)).as_bytes() if data.draw(some.booleans()) else report(ID))
    for _ in range(data.draw(some.integers(1, 20))):
        raw[data.draw(some.integers(0, len(raw) - 1))] = data.draw(some.integers(0, 255))
    read = read_mail(bytes(raw), OURS)
    for text in (read.subject, read.sender, read.sender_name, read.message_id, read.contents.text):
        assert "\x00" not in text
        text.encode()


def test_nothing_that_a_page_hides_is_read_as_its_words() -> None:
    page = "<title>a</title><script>b()</script><div>Hej &amp; tak</div><p>c</p>"
    assert words_of_html(page) == "Hej & tak\nc"
