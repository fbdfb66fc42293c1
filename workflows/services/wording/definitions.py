"""What the files of the definitions are called among people."""

from collections.abc import Mapping

from definitions.logo import LOGO
from workflows.engine.checking_layout import (
    BODIES,
    CALENDARS,
    CASE_TYPES,
    MEMBERS,
    MUNICIPALITY,
    WHOM_TO_HEAR,
    WORDS,
    is_case_type,
    letter_kind,
)
from workflows.services.wording.mails import message_kind_words

_FILES: Mapping[str, str] = {
    MUNICIPALITY: "Kommunen: navn, afsender, farve, lukkedage",
    BODIES: "Udvalg, råd og andre høringsparter, med kontakter",
    MEMBERS: "Medlemmer og stedfortrædere",
    CALENDARS: "Møder, frister og faste punkter",
    WORDS: "Beslutningens ord, og hvad de gør",
    WHOM_TO_HEAR: "Hvem der skal høres",
    LOGO: "Logoet, som SVG-tegning",
}

_ORDER = (*_FILES, CASE_TYPES)


def file_words(name: str) -> str:
    """What the file is about, such as `Brev: invitation`; its name where nobody knows."""
    kind = letter_kind(name)
    if kind is not None:
        return f"Brev: {message_kind_words(kind).lower()}"
    if is_case_type(name):
        return f"Sagstype: {name.removeprefix(CASE_TYPES).removesuffix('.toml')}"
    return _FILES.get(name, name)


def file_order(name: str) -> tuple[int, str]:
    """By which the files are listed: what is changed most first, letters last."""
    known = CASE_TYPES if is_case_type(name) else name
    return (_ORDER.index(known) if known in _ORDER else len(_ORDER), name)
