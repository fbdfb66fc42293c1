"""The folder that mails are written to where no mail server is set, and how it is read."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from workflows.services.installation import Installation
from workflows.settings import Settings

_LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class PostedMail:
    """One mail of the folder, for people to read."""

    name: str
    """The file's name."""
    to: str
    subject: str
    sent_at: datetime
    text: str
    links: tuple[str, ...]


def mail_folder(chosen: Settings) -> Path:
    """Where the mails of an installation lie when no mail server is set."""
    return chosen.data / "mail"


def posted(house: Installation, most: int = 200) -> list[PostedMail]:
    """The mails of the folder that were written last, the newest first."""
    files = sorted(mail_folder(house.settings).glob("*.eml"), key=_written, reverse=True)
    return [_read(file) for file in files[:most]]


def _written(file: Path) -> tuple[int, str]:
    """When the mail came into the folder, for mails of one second say nothing of their order."""
    return file.stat().st_mtime_ns, file.name


def _read(file: Path) -> PostedMail:
    mail = message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=policy.default)
    body = mail.get_body(("plain",))
    text = body.get_content().replace("\r\n", "\n") if body else ""
    return PostedMail(
        name=file.name,
        to=mail["To"],
        subject=mail["Subject"],
        sent_at=mail["Date"].datetime.astimezone(UTC),
        text=text,
        links=tuple(dict.fromkeys(_LINK.findall(text))),
    )
