"""Delivers mails as .eml files into a folder, for installations without a mail server."""

import os
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from workflows.services.mail import Mail, Result, Verdict


@dataclass(frozen=True, slots=True)
class MailFolder:
    """A folder that mails are written to; the same mail again is the same file."""

    folder: Path

    def send(self, mail: Mail) -> Result:
        """Write the mail, whole or not at all, under a name that sorts by its date."""
        name = f"{mail.dated.astimezone(UTC):%Y%m%dT%H%M%SZ}-{mail.id}"
        draft = self.folder / f".{name}.{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(mail.content)
            draft.replace(self.folder / f"{name}.eml")
        except OSError as error:
            return Result(Verdict.SENDERS_FAULT, str(error))
        return Result(Verdict.SENT)
