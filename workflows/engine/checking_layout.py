"""Which files a folder of definitions has, and which of them are missing or out of place."""

from collections.abc import Collection, Iterator, Mapping

from workflows.engine.faults import Fault
from workflows.engine.quoting import nearest
from workflows.engine.sections import Document
from workflows.engine.vocabulary import MessageKind
from workflows.engine.wording import faults as say

MUNICIPALITY = "municipality.toml"
BODIES = "bodies.toml"
WORDS = "words.toml"
CALENDARS = "calendars.toml"
WHOM_TO_HEAR = "whom_to_hear.toml"
MEMBERS = "members.toml"
CASE_TYPES = "case_types/"
LETTERS = "letters/"

LETTER_KINDS = (
    MessageKind.INVITATION,
    MessageKind.REMINDER,
    MessageKind.EXTENSION,
    MessageKind.DOCUMENT,
    MessageKind.WITHDRAWAL,
    MessageKind.RECEIPT,
    MessageKind.UNDONE,
    MessageKind.LEFT_WITH_JOINT,
    MessageKind.CLOSING,
    MessageKind.OFFICER,
    MessageKind.DIGEST,
    MessageKind.AGENDA,
    MessageKind.MINUTES,
    MessageKind.MEMBER_LINK,
)
"""The kinds of message that are written from a letter; each must have one."""

_REQUIRED = (
    MUNICIPALITY,
    BODIES,
    WORDS,
    CALENDARS,
    *(f"{LETTERS}{kind}.toml" for kind in LETTER_KINDS),
)


_KNOWN = (*_REQUIRED, WHOM_TO_HEAR, MEMBERS)
"""Beside case types; who is to be heard and who sits where may be left for people to know."""


def layout_faults(documents: Mapping[str, Document], unread: Collection[str]) -> Iterator[Fault]:
    """Files that are missing, empty or not known; `unread` are there but have no document."""
    present = {*documents, *unread}
    for file in _REQUIRED:
        if file not in present:
            yield Fault(file, "filen", say.MISSING, say.CREATE_OR_COPY)
    if not any(is_case_type(file) for file in present):
        yield Fault(CASE_TYPES, "mappen", say.HAS_NO_CASE_TYPES, say.ADD_A_CASE_TYPE)
    for file, document in documents.items():
        if file not in _KNOWN and not is_case_type(file):
            hint = nearest(file, _KNOWN) or say.where_types_and_letters_are(CASE_TYPES, LETTERS)
            yield Fault(file, "filen", say.IS_NOT_KNOWN, hint)
        elif not document:
            yield Fault(file, "filen", say.IS_EMPTY, say.WRITE_IN_IT_OR_DELETE_IT)


def is_case_type(file: str) -> bool:
    """Whether the file defines a case type: any .toml file right in `case_types/`."""
    folder, slash, name = file.rpartition("/")
    return f"{folder}{slash}" == CASE_TYPES and name.endswith(".toml")


def case_type_file(name: str) -> str:
    """The file that defines the case type of this name."""
    return f"{CASE_TYPES}{name}.toml"


def letter_kind(file: str) -> MessageKind | None:
    """The kind of message that the file is the letter of, or None."""
    return next((kind for kind in LETTER_KINDS if file == f"{LETTERS}{kind}.toml"), None)
