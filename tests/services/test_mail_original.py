"""The mail itself is given as it came, but for the secrets of links, however they are packed."""

from base64 import encodebytes
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.incoming import reply, with_file
from workflows.engine.link_secrets import CUT
from workflows.services.links import token
from workflows.services.mail_original import without_secrets

SECRET = token(b"some key", "contact", 1, 0)
QUOTED = f"Fint, æbler og alt.\n> Svar her: https://n.example/svar/x/{SECRET}\n"


def text_of(raw: bytes) -> str:
    mail = message_from_bytes(raw, policy=default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.mark.parametrize("packed", ["8bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_a_secret_is_cut_however_the_text_is_packed(
    packed: str, charset: str, line_end: bytes
) -> None:
    mail = with_file(reply(None))
    mail.get_body().set_content(QUOTED, charset=charset, cte=packed)  # type: ignore[union-attr]
    raw = mail.as_bytes().replace(b"\n", line_end)
    cut = without_secrets(raw)
    assert text_of(raw).splitlines() == QUOTED.splitlines()
    assert text_of(cut).splitlines() == QUOTED.replace(SECRET, CUT).splitlines()
    ending = raw.index(b"application/octet-stream")
    assert cut.endswith(raw[ending:])


def test_a_secret_in_wide_letters_and_in_mails_in_the_mail_is_cut() -> None:
    packed = encodebytes(QUOTED.encode("utf-16"))
    head = b"Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n"
    forwarding = reply(None)
    forwarding.add_attachment(message_from_bytes(head + packed, policy=default))
    filed = reply(None)
    filed.add_attachment(
        forwarding.as_bytes(), maintype="application", subtype="octet-stream", filename="mail.eml"
    )
    cut = all_bytes(without_secrets(filed.as_bytes()))
    for mail in (without_secrets(forwarding.as_bytes()), cut[cut.index(b"From:") :]):
        assert CUT.encode("utf-16-le") in all_bytes(mail)


def all_bytes(raw: bytes) -> bytes:
    """What all parts of a mail hold, unpacked."""
    parts = message_from_bytes(raw).walk()
    return b"".join(part.get_payload(decode=True) or b"" for part in parts)  # type: ignore[misc]


def test_a_mail_without_a_secret_is_given_to_the_byte() -> None:
    raw = with_file(reply(None)).as_bytes()
    assert without_secrets(raw) == raw


@given(some.binary(max_size=1000))
def test_no_bytes_make_the_cutting_fail(raw: bytes) -> None:
    without_secrets(b"Content-Transfer-Encoding: base64\n\n" + raw)
