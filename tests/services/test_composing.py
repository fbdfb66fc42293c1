"""A mail is byte for byte what `email` makes of its words: an old one is sent again as it was."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from email.charset import QP, Charset
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import format_datetime, formataddr

import pytest

from workflows.engine.vocabulary import MessageKind
from workflows.records.outbox import Claimed
from workflows.services.composing import mail_of
from workflows.services.letters import Content

NOW = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
WORDS = (
    *("Høring", "om", "plan", "Ældrerådet", "ø", "æblegrød", "Åvej", "budget-2027", "26/1/391"),
    *(":", ";", ",", "–", "«så»", "€", "😀", "x" * 40, "Ø" * 30, "(bilag)", '"citat"', "a@b.dk"),
    *("=?utf-8?q?snyd?=", "_", "?", "=", "\\", "https://kommune.example/svar/" + "k" * 60),
)
NAMES = ("Karen Kofoed", "Åse Ø. Ærø", "Krog, Karla", 'Bo "B" Berg', "", "N" * 70, "Råd " * 12)


def _message(chance: random.Random) -> Claimed:
    tail = "".join(chance.choices("0123456789abcdef", k=12))
    domain = chance.choice(("raad.example", "råd.example", "et-meget-langt-navn.kommune.example"))
    return Claimed(
        id=f"01a2a1b3-1dad-7001-9981-{tail}",
        case=None,
        kind=MessageKind.REMINDER,
        recipient=f"formand@{domain}",
        party=None,
        contact=None,
        due_version=1,
        attempts=0,
        uncertain=False,
        created_at=NOW,
        payload="{}",
        content=None,
        lease=NOW,
    )


def _text(chance: random.Random, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))


def _body(chance: random.Random) -> str:
    words = [_text(chance, 12) for _ in range(chance.randint(1, 12))]
    if chance.random() < 0.2:
        words.append("langt " * 200)
    if chance.random() < 0.2:
        words = [word.encode("ascii", "ignore").decode() for word in words]
    ends = chance.choice(("\n", "\n", "\r\n", "\n\n", "\r", "\u2028"))
    return ends.join(words) + chance.choice(("\n", "", "\n\n"))


def _content(chance: random.Random) -> Content:
    return Content(
        subject=_text(chance, 9).strip(),
        text=_body(chance),
        html=_body(chance),
        entry=_body(chance) if chance.random() < 0.5 else None,
        sender_name=chance.choice(NAMES),
        sender=chance.choice(("sagsgang@norddjurs.example", "sagsgang@ærø.example")),
        reply_name=chance.choice(NAMES),
        reply_to="karla@norddjurs.example",
        recipient_name=chance.choice(NAMES),
        answers_to=chance.choice((None, "01a2366f-42d8-7001-8a4f-6af3fee9aafa")),
        dated="2026-12-23T07:00:00+00:00",
        due_version=1,
    )


def _plain(text: str, kind: str, **more: str) -> MIMENonMultipart:
    charset = Charset("utf-8")
    long = max(len(line.encode()) for line in text.splitlines()) >= 990
    charset.body_encoding = QP if long else None  # type: ignore[assignment]  # as the docs have it
    part = MIMENonMultipart("text", kind, **more)
    part.set_payload(text, charset)
    return part


def _by_email(message: Claimed, content: Content) -> bytes:
    """The same mail by the standard library alone."""

    def ascii_of(address: str) -> str:
        mailbox, _, domain = address.rpartition("@")
        return f"{mailbox}@{domain.encode('idna').decode()}"

    domain = ascii_of(content.sender).rpartition("@")[2]
    built: MIMEBase = MIMEMultipart("alternative", f"=_words_{message.id}")
    built.attach(_plain(content.text, "plain"))
    built.attach(_plain(content.html, "html"))
    if content.entry is not None:
        words, built = built, MIMEMultipart("mixed", f"=_all_{message.id}")
        built.attach(words)
        entry = _plain(content.entry, "calendar", method="PUBLISH")
        entry.add_header("Content-Disposition", "attachment", filename="frist.ics")
        built.attach(entry)
    built["From"] = formataddr((content.sender_name, ascii_of(content.sender)))
    built["Reply-To"] = formataddr((content.reply_name, ascii_of(content.reply_to)))
    built["To"] = formataddr((content.recipient_name, ascii_of(message.recipient)))
    charset = None if content.subject.isascii() else "utf-8"
    built["Subject"] = Header(content.subject, charset)  # type: ignore[assignment]
    built["Date"] = format_datetime(datetime.fromisoformat(content.dated))
    built["Message-ID"] = f"<{message.id}@{domain}>"
    built["Auto-Submitted"] = "auto-generated"
    built["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    built["Content-Language"] = "da"
    if content.answers_to is not None:
        built["In-Reply-To"] = f"<{content.answers_to}@{domain}>"
        built["References"] = f"<{content.answers_to}@{domain}>"
    return built.as_bytes(policy=compat32.clone(linesep="\r\n"))


@pytest.mark.parametrize("seed", range(300))
def test_a_mail_is_what_the_standard_library_makes_of_it(seed: int) -> None:
    chance = random.Random(seed)
    message, content = _message(chance), _content(chance)
    assert mail_of(message, content, None).content == _by_email(message, content)


@pytest.mark.parametrize("length", range(20, 140))
def test_a_subject_of_any_length_is_folded_where_it_was(length: int) -> None:
    chance = random.Random(length)
    message, content = _message(chance), _content(chance)
    for sign in "aø€":
        subject = (sign + " ord" * length)[:length].strip()
        letter = replace(content, subject=subject, recipient_name=subject)
        assert mail_of(message, letter, None).content == _by_email(message, letter)
