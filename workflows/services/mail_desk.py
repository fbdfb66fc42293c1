"""What an officer reads of the mails that came in: their words, their files, and themselves."""

import io
from dataclasses import dataclass

from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import FileStatus, MailReason, MailStatus
from workflows.records import inbox
from workflows.records.case_list import Viewer
from workflows.records.inbox import OpenParty, ShownMail
from workflows.services.acting import existing_id
from workflows.services.blobs import place_in
from workflows.services.errors import NotFound
from workflows.services.filenames import extension
from workflows.services.inbox import inbox_folder
from workflows.services.installation import Installation
from workflows.services.mail_contents import Contents, MailFile
from workflows.services.mail_original import without_secrets
from workflows.services.reading_mail import read_mail, unread
from workflows.services.scanning import status_of
from workflows.services.sniffing import ACCEPTED, media_type_of
from workflows.services.uploads import MOST_BYTES, checked
from workflows.services.wording import letters as say

MOST_MAILS = 200
MOST_PARTIES = 50

WAITING = (MailStatus.MATCHED, MailStatus.UNPLACED)
"""Mails that wait for a person."""


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file in a mail; why it is not taken, where it is not."""

    number: int
    name: str
    size: int
    fault: str
    within: bool
    """Whether it is a picture in the text."""


@dataclass(frozen=True, slots=True)
class OpenedMail:
    """A mail with all that its page shows."""

    mail: ShownMail
    text: str
    is_cut: bool
    """Whether the text goes on in the mail itself."""
    files: tuple[ShownFile, ...]
    left_out: int
    """Files that are in the mail itself alone."""
    is_kept: bool
    """Whether the mail itself can be fetched."""
    parties: tuple[OpenParty, ...]
    """Those that it may be registered on, the proposed one first."""

    @property
    def is_waiting(self) -> bool:
        """Whether a person is to look at it."""
        return self.mail.status in WAITING

    @property
    def is_registered(self) -> bool:
        """Whether it has become an answer."""
        return self.mail.status is MailStatus.REGISTERED


def mails(house: Installation, looks: Viewer, *, waiting: bool) -> list[ShownMail]:
    """The newest mails that wait for a person, or those that do not any more."""
    others = [status for status in MailStatus if status not in WAITING]
    with house.database.connect() as connection:
        return inbox.list_mails(connection, looks, WAITING if waiting else others, MOST_MAILS)


def opened_mail(house: Installation, looks: Viewer, mail: str, search: str = "") -> OpenedMail:
    """One mail; raises NotFound, also for one in a closed case that is not to be seen."""
    shown = found_mail(house, looks, mail)
    raw = _raw(house, shown)
    held = _contents(shown, raw)
    with house.database.connect() as connection:
        parties = inbox.open_parties(connection, looks, search, MOST_PARTIES, shown.party)
    files = tuple(_shown(number, file) for number, file in enumerate(held.files))
    return OpenedMail(shown, held.text, held.cut, files, held.left_out, bool(raw), tuple(parties))


def mail_file(house: Installation, looks: Viewer, mail: str, number: int) -> MailFile:
    """A file of a mail that has passed every check of an upload; raises NotFound for others."""
    shown = found_mail(house, looks, mail)
    files = held_in(house, shown).files
    if not 0 <= number < len(files):
        raise NotFound(mail)
    file = files[number]
    try:
        passed = checked(house, file.name, io.BytesIO(file.content))
    except WrongInput:
        raise NotFound(mail) from None
    if passed.status is not FileStatus.CLEAN:
        raise NotFound(mail)
    return MailFile(passed.name, file.content)


def original_mail(house: Installation, looks: Viewer, mail: str) -> bytes:
    """The mail as it came, but for the secrets of links, which are cut out of it.

    Raises NotFound, and WrongInput, in Danish, while the virus scanner lets it or one of its
    files not pass.
    """
    shown = found_mail(house, looks, mail)
    raw = _raw(house, shown)
    if not raw:
        raise NotFound(mail)
    if shown.reason is MailReason.TAKES_TOO_LONG:
        raise WrongInput(say.MAIL_CANNOT_BE_READ)
    within = (file.content for file in read_mail(raw, "").contents.files)
    if any(not _passes(house, content) for content in (raw, *within)):
        raise WrongInput(say.MAIL_IS_STOPPED)
    return without_secrets(raw)


def found_mail(house: Installation, looks: Viewer, mail: str) -> ShownMail:
    """A mail, if there is such a one for the viewer; raises NotFound."""
    mail = existing_id(mail)
    with house.database.connect() as connection:
        found = inbox.find_mail(connection, looks, mail)
    if found is None:
        raise NotFound(mail)
    return found


def _raw(house: Installation, mail: ShownMail) -> bytes:
    try:
        return place_in(inbox_folder(house.settings), mail.sha256).read_bytes()
    except FileNotFoundError:
        return b""


def held_in(house: Installation, mail: ShownMail) -> Contents:
    """What a mail holds; nothing when its bytes are gone."""
    return _contents(mail, _raw(house, mail))


def _contents(mail: ShownMail, raw: bytes) -> Contents:
    """What took too long to read once is not read again: a page waits for it."""
    took_too_long = mail.reason is MailReason.TAKES_TOO_LONG
    return (unread() if took_too_long else read_mail(raw, "")).contents


def _passes(house: Installation, content: bytes) -> bool:
    """Whether the virus scanner finds nothing."""
    try:
        return status_of(house, "mail", io.BytesIO(content)) is FileStatus.CLEAN
    except WrongInput:
        return False


def _shown(number: int, file: MailFile) -> ShownFile:
    return ShownFile(number, file.name, len(file.content), _fault(file), file.within)


def _fault(file: MailFile) -> str:
    """Why a file is not taken, to the officer, who did not send it."""
    if not file.content:
        return say.FILE_IS_EMPTY
    if len(file.content) > MOST_BYTES:
        return say.TOO_LARGE_SEE_THE_ORIGINAL
    if extension(file.name) not in ACCEPTED:
        return say.NO_PART_OF_AN_ANSWER
    try:
        media_type_of(file.name, io.BytesIO(file.content))
    except WrongInput as wrong:
        return say.see_the_original(wrong)
    return ""
