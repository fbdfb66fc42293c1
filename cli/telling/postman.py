"""A real SMTP server that puts each mail where `/postkasse` reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Lock

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from cli.serving.ports import HOST, free_port


class Postman:
    """Takes mails in, keeps them in order, and writes each to a file as it came."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._mails: list[EmailMessage] = []
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep the mail, then say so."""
        content = envelope.original_content or b""
        mail = message_from_bytes(content, policy=default)
        assert isinstance(mail, EmailMessage)
        with self._lock:
            self._mails.append(mail)
            number = len(self._mails)
        name = str(mail["Message-ID"]).strip("<>").split("@")[0]
        (self._folder / f"{number:05d}-{name}.eml").write_bytes(content)
        return "250 OK"

    def mails(self) -> list[EmailMessage]:
        """Every mail so far, oldest first."""
        with self._lock:
            return list(self._mails)

    def mails_to(self, address: str, since: int = 0) -> list[EmailMessage]:
        """The mails to one address, of those after the first `since`."""
        return [mail for mail in self.mails()[since:] if address in str(mail["To"])]


@contextmanager
def postman_at_work(folder: Path) -> Iterator[tuple[Postman, str]]:
    """A postman for the length of the block, and the URL that reaches him."""
    postman = Postman(folder)
    port = free_port()
    controller = Controller(postman, hostname=HOST, port=port)
    controller.start()
    try:
        yield postman, f"smtp://{HOST}:{port}"
    finally:
        controller.stop()
