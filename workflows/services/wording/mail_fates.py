"""Says in Danish how a mail to a hearing party fared: when it went, or why it did not."""

import re
from collections.abc import Mapping
from datetime import datetime

from workflows.engine.daywords import day_figures
from workflows.engine.vocabulary import MessageStatus, SkipReason
from workflows.engine.workdays import WorkCalendar
from workflows.records.hearing_pages import ShownMessage
from workflows.services.wording.mails import message_status_words

_REPLY = re.compile(
    r"(?=[245]\d\d[ -]|[245]\.)(?:[245]\d\d[ -]+)?(?:(?P<detail>[245]\.\d{1,3}\.\d{1,3})\b)?"
)


def fared_words(message: ShownMessage, calendar: WorkCalendar) -> str:
    """What became of it, and when: `Sendt 15.11.2023 kl. 08.00`."""
    status = message_status_words(message.status)
    if message.next_attempt_at is None:
        return f"{status} {_at(message.at, calendar)}"
    again = "prøves igen" if message.attempts else "sendes"
    return f"{status}; {again} {_at(message.next_attempt_at, calendar)}"


def _at(instant: datetime, calendar: WorkCalendar) -> str:
    local = calendar.local(instant)
    return f"{day_figures(local.date())} kl. {local:%H.%M}"


def why_words(message: ShownMessage) -> str:
    """Why it was not sent, or has not been yet; empty for what went."""
    if message.last_error is None or message.status is MessageStatus.SENT:
        return ""
    if message.status is MessageStatus.SKIPPED:
        return _SKIPPED.get(message.last_error, "")
    return _server_words(message.last_error)


def _server_words(said: str) -> str:
    reply = _REPLY.match(said)
    if reply is None:
        return "Mailserveren svarede ikke, som den skulle."
    detail = reply["detail"] or ""
    meaning = next((words for start, words in _REPLIES.items() if detail.startswith(start)), None)
    if meaning is None:
        lasting = reply[0].startswith("5")
        meaning = "Mailserveren sagde nej" if lasting else "Mailserveren tog ikke imod den"
    return f"{meaning} (»{said}«)."


_SKIPPED: Mapping[str, str] = {
    SkipReason.HEARING_OVER: "Høringen tog ikke imod svar længere.",
    SkipReason.NOT_INVITED: "Invitationen blev aldrig sendt, så der var intet at give besked om.",
    SkipReason.NOT_WAITED_FOR: "Parten havde svaret eller blev ikke spurgt længere.",
    SkipReason.DEADLINE_MOVED: "Fristen var flyttet; parten fik besked om den nye.",
    SkipReason.DEADLINE_PASSED: "Fristen var passeret.",
    SkipReason.NEWER_REMINDER: "En nyere påmindelse blev sendt i stedet.",
    SkipReason.NO_TIME_LEFT: "Der var ingen hverdag tilbage før fristen.",
    SkipReason.LINK_WITHDRAWN: "Linket blev trukket tilbage, før mailen gik.",
    SkipReason.MAY_HAVE_ARRIVED: "Den er måske nået frem, og fristen er flyttet siden.",
}

_REPLIES: Mapping[str, str] = {
    "5.1.": "Adressen findes ikke",
    "5.2.1": "Adressen er lukket",
    "5.2.2": "Postkassen er fuld",
    "5.2.3": "Mailen var for stor til postkassen",
    "5.7.": "Modtagerens mailserver tager ikke imod mail herfra",
    "4.2.2": "Postkassen er fuld",
    "4.": "Modtagerens mailserver bad om at få den senere",
}
"""By how the enhanced status code begins (RFC 3463)."""
