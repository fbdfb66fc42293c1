"""Tells what sent a mail: a person, a machine, a mail server; in doubt it is a person's to see."""

import re
from collections.abc import Sequence
from email.message import Message
from enum import Enum, auto

from workflows.services.bounces import Failure, is_from_a_server, looks_returned
from workflows.services.mail_contents import Contents
from workflows.services.mail_headers import content, header

_SURELY_AUTOMATIC = re.compile(
    r"\s*(automatisk svar|autosvar|auto-svar|automatic reply|auto(matic)?[ -]?(reply|response)"
    r"|out of (the )?office|frav[æa]rs(besked|svar|meddelelse|assistent))\b",
    re.IGNORECASE,
)
_PERHAPS_AUTOMATIC = re.compile(
    r"\s*(frav[æa]r(ende)?|ikke til stede|ude af (kontoret|huset)|ikke på kontoret"
    r"|(på |holder |jeg har )?(sommer|efterårs|vinter|jule|påske)?ferie(lukket)?"
    r"|on (vacation|leave)|away from)\b",
    re.IGNORECASE,
)
_CALENDAR_ANSWER = re.compile(
    r"\s*(accepteret|afvist|afslået|foreløbig(t accepteret)?|accepted|declined|tentative)\s*:",
    re.IGNORECASE,
)
_CALENDAR_REPLY = re.compile(rb"^METHOD:REPLY\s*$", re.IGNORECASE | re.MULTILINE)
_OLD_RESPONDERS = ("bulk", "junk")


class Nature(Enum):
    """What sent a mail."""

    PERSON = auto()
    UNSURE = auto()
    """Perhaps a machine; a person is to see it, and it is proposed as nobody's answer."""
    MACHINE = auto()
    """An out-of-office reply, a calendar's, a receipt, or ourselves: never an answer."""
    REPORT = auto()
    """A mail server, on what became of a mail."""


def nature_of(
    mail: Message,
    parts: Sequence[Message],
    sender: str,
    held: Contents,
    failures: Sequence[Failure],
) -> Nature:
    """What sent a mail. One that a list passed on is written by whoever wrote to the list."""
    kinds = [part.get_content_type() for part in parts]
    from_server = is_from_a_server(mail, sender)
    if kinds[0] == "multipart/report" and "message/delivery-status" in kinds:
        return Nature.REPORT
    if from_server and failures:
        return Nature.REPORT
    if kinds[0] == "multipart/report":
        return Nature.MACHINE
    if _surely_answers_by_itself(mail, parts, held):
        return Nature.UNSURE if _has_attachment(held) else Nature.MACHINE
    subject = header(mail, "subject")
    hints = (
        from_server,
        _says_automatic(mail),
        looks_returned(subject),
        _PERHAPS_AUTOMATIC.match(subject),
        _CALENDAR_ANSWER.match(subject),
        any(map(_is_calendar_reply, parts)),
    )
    return Nature.UNSURE if any(hints) else Nature.PERSON


def _surely_answers_by_itself(mail: Message, parts: Sequence[Message], held: Contents) -> bool:
    subject, precedence = header(mail, "subject"), header(mail, "precedence").strip().lower()
    # Lists say bulk too, of what people write to them.
    old_responder = precedence in _OLD_RESPONDERS and mail.get("list-id") is None
    said_so = _says_automatic(mail) or old_responder
    return (
        _submitted(mail) == "auto-replied"
        or precedence == "auto_reply"
        or any(_says_yes(mail, name) for name in ("x-autoreply", "x-autorespond"))
        or _SURELY_AUTOMATIC.match(subject) is not None
        or (said_so and _PERHAPS_AUTOMATIC.match(subject) is not None)
        or (not held.text and any(map(_is_calendar_reply, parts)))
    )


def _submitted(mail: Message) -> str:
    """How a mail says that it was sent (RFC 3834)."""
    return header(mail, "auto-submitted").split(";")[0].split("(")[0].strip().lower()


def _says_automatic(mail: Message) -> bool:
    """A system may send what a person wrote in it, and say so too."""
    return _submitted(mail) not in ("", "no")


def _says_yes(mail: Message, name: str) -> bool:
    return mail.get(name) is not None and header(mail, name).strip().lower() not in ("no", "false")


def _is_calendar_reply(part: Message) -> bool:
    if part.get_content_type() != "text/calendar":
        return False
    said = str(part.get_param("method", "")).upper()
    return said == "REPLY" or _CALENDAR_REPLY.search(content(part)) is not None


def _has_attachment(held: Contents) -> bool:
    return any(not file.within and not file.name.lower().endswith(".ics") for file in held.files)
