"""What tests of mail have in common: sending into a folder, and looking at what came of it."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from tasks.mailfolder import MailFolder
from tests.open_hearing import OFFICER, OpenHearing
from workflows.engine.commands.answers import Answer
from workflows.engine.facts import Actor
from workflows.engine.vocabulary import Stance
from workflows.services.accounts import set_wants_digest
from workflows.services.installation import Installation
from workflows.services.postbox import mail_folder
from workflows.services.registering import register_by_hand
from workflows.services.sending import Delivered, deliver


def deliver_to_folder(house: Installation) -> Delivered:
    """Send what is due into the installation's own folder."""
    return deliver(house, MailFolder(mail_folder(house.settings)))


def mails(house: Installation) -> list[EmailMessage]:
    """The mails of the folder, oldest first."""
    return [parsed(file) for file in sorted(mail_folder(house.settings).glob("*.eml"))]


def parsed(file: Path) -> EmailMessage:
    """One mail as a mail program reads it."""
    return message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=default)


def body(mail: EmailMessage, kind: str = "plain") -> str:
    """The mail's text, or its HTML."""
    part = mail.get_body((kind,))
    assert part is not None
    text: str = part.get_content()
    return text.replace("\r\n", "\n")


def answered(hearing: OpenHearing, party: int = 0, **given: object) -> None:
    """Let a party answer, by its first contact."""
    asked = hearing.rows(
        f"SELECT id, name FROM contacts WHERE party_id = '{hearing.parties[party]}' ORDER BY email"
    )
    contact, name = map(str, asked[0])
    values: dict[str, object] = {
        "party": hearing.parties[party],
        "stance": Stance.SUPPORTS_WITH_REMARKS,
        "text": "Der mangler en rampe.",
        "received_at": hearing.clock.now,
        "submission_key": f"key {party} {hearing.clock.now}",
        "base_version": 0,
        "contact": contact,
    }
    command = Answer(**(values | given))  # type: ignore[arg-type]
    register_by_hand(hearing.house, hearing.case, command, Actor("party", name, contact))


def told_each_time(hearing: OpenHearing) -> None:
    """Let the officer get a mail for each thing that happens."""
    assert OFFICER.id is not None
    set_wants_digest(hearing.house, OFFICER.id, wanted=False)


def statuses(hearing: OpenHearing, kind: str) -> list[str]:
    """What became of the messages of one kind, by recipient."""
    found = hearing.rows(
        f"SELECT status FROM v_message WHERE kind = '{kind}' ORDER BY recipient, message_id"
    )
    return [str(row[0]) for row in found]
