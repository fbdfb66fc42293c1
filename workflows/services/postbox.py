"""The folder that mails are written to where no mail server is set, and how it is read."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from workflows.services.installation import Installation
from workflows.settings import Settings
from workflows.urls import is_here

_LINK = re.compile(r"https?://\S+")
_ORIGIN = re.compile(r"https?://[^/\s?#]+")


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
    """The mails of the folder that were written last, the newest first.

    Their links can be followed: those to this machine lead to where the installation is now.
    """
    files = sorted(mail_folder(house.settings).glob("*.eml"), key=_written, reverse=True)
    return [_read(file, house.settings.base_url) for file in files[:most]]


def _written(file: Path) -> tuple[int, str]:
    """When the mail came into the folder, for mails of one second say nothing of their order."""
    return file.stat().st_mtime_ns, file.name


def _read(file: Path, base_url: str) -> PostedMail:
    mail = message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=policy.default)
    body = mail.get_body(("plain",))
    text = _led_here(body.get_content().replace("\r\n", "\n") if body else "", base_url)
    return PostedMail(
        name=file.name,
        to=mail["To"],
        subject=mail["Subject"],
        sent_at=mail["Date"].datetime.astimezone(UTC),
        text=text,
        links=tuple(dict.fromkeys(_LINK.findall(text))),
    )


def _led_here(text: str, base_url: str) -> str:
    """The text with its links to this machine at our address: the port may be another by now."""

    def led(found: re.Match[str]) -> str:
        link = found.group()
        with suppress(ValueError):  # what somebody wrote need not be an address
            if is_here(link):
                return _ORIGIN.sub(base_url.rstrip("/"), link, count=1)
        return link

    return _LINK.sub(led, text)
