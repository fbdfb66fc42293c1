"""Whatever a mail holds is read as its words, offered as a file, or counted as left out."""

from email import message_from_bytes
from email.message import EmailMessage

import pytest

from tests.hostile_files import PDF
from tests.incoming import reply, with_file
from workflows.services.mail_contents import MOST_ATTACHMENTS, MOST_PARTS, Contents, contents


def held(mail: EmailMessage | bytes) -> Contents:
    raw = mail if isinstance(mail, bytes) else mail.as_bytes()
    return contents(message_from_bytes(raw))


def multipart(kind: str, *parts: str) -> bytes:
    lines = "".join(f"--x\nContent-Type: {part}\n" for part in parts)
    return f"From: a@b.dk\nContent-Type: multipart/{kind}; boundary=x\n\n{lines}--x--\n".encode()


def test_words_in_several_parts_are_all_read_in_their_order() -> None:
    footer = "text/plain\n\nSendt fra rådets liste\n"
    assert held(multipart("mixed", "text/html\n\n<p>Vi støtter.</p>\n", footer)).text == (
        "Vi støtter.\n\nSendt fra rådets liste"
    )


@pytest.mark.parametrize(
    ("plain", "page", "text"),
    [
        ("Vi støtter forslaget", "<p>Vi støtter <b>forslaget</b>", "Vi støtter forslaget"),
        ("", "<p>Vi støtter", "Vi støtter"),
        ("Se HTML", "<p>" + "Vi støtter forslaget. " * 5, "Vi støtter forslaget. " * 5),
    ],
)
def test_what_is_written_in_two_ways_is_read_once(plain: str, page: str, text: str) -> None:
    raw = multipart("alternative", f"text/plain\n\n{plain}\n", f"text/html\n\n{page}\n")
    assert held(raw).text == text.strip()


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>x</title><style>p{}</style><body><p>Vi støtter",
        "<head><meta charset=utf-8><p>Vi støtter</p>",
        "<head><title>x</title></head>Vi støtter",
    ],
)
def test_a_page_whose_head_does_not_end_is_read(page: str) -> None:
    assert held(f"Content-Type: text/html\n\n{page}".encode()).text == "Vi støtter"


def test_a_mail_that_is_forwarded_as_a_file_is_read_with_its_files() -> None:
    inner = with_file(reply(None, text="Rådet støtter forslaget."))
    outer = reply(None, text="Se vedhæftede.")
    outer.add_attachment(inner)
    found = held(outer)
    assert found.text == (
        "Se vedhæftede.\n\n"
        "--- Vedlagt mail fra Bo Berg <a1@raad.example>: SV: Høring om frivillighed ---\n\n"
        "Rådet støtter forslaget."
    )
    assert [file.name for file in found.files] == ["svar.pdf"]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("application/pdf", "fil.pdf"),
        ("application/octet-stream", "fil.pdf"),
        ("application/pdf; name=Svar", "Svar.pdf"),
        ('application/pdf; name="Svar 2.0"', "Svar 2.0.pdf"),
        ("application/pdf; name=svar.pdf", "svar.pdf"),
        ("application/msword; name=svar.doc", "svar.doc"),
    ],
)
def test_a_file_is_named_by_its_bytes_where_its_name_does_not_tell(head: str, name: str) -> None:
    raw = multipart("mixed", "text/plain\n\nHej\n", f"{head}\n\n{PDF.decode('latin-1')}\n")
    assert [file.name for file in held(raw).files] == [name]


def test_a_picture_in_the_text_is_known_from_what_was_attached() -> None:
    logo = "image/png\nContent-ID: <logo>\nContent-Disposition: inline; filename=logo.png\n\nx\n"
    raw = multipart("related", "text/html\n\nHej\n", logo, "image/png; name=kort.png\n\nx\n")
    assert [(file.name, file.within) for file in held(raw).files] == [
        ("logo.png", True),
        ("kort.png", False),
    ]


def test_what_there_is_too_much_of_is_counted() -> None:
    mail = reply(None)
    for _ in range(MOST_ATTACHMENTS + 5):
        with_file(mail)
    found = held(mail)
    assert (len(found.files), found.left_out) == (MOST_ATTACHMENTS, 5)
    many = held(multipart("mixed", *["text/plain\n\nHej\n"] * (MOST_PARTS + 9)))
    assert many.left_out == 10  # the whole is a part too


def test_the_parts_of_a_report_are_no_files() -> None:
    parts = ("text/plain\n\nHej\n", "message/delivery-status\n\nAction: failed\n")
    assert held(multipart("report", *parts)) == Contents("Hej", (), False, 0)


def test_a_text_for_a_watch_is_no_file() -> None:
    parts = ("text/plain\n\nHej\n", "text/x-amp-html\n\n<b>Hej</b>\n")
    assert held(multipart("alternative", *parts)) == Contents("Hej", (), False, 0)
