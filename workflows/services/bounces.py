"""Reads what mail servers say of mails that were not delivered, as reports or in plain words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import Message

from workflows.services.mail_headers import header, one_line

_MOST_GROUPS = 200
_STATUS = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})")
_SERVERS = re.compile(r"(mailer-daemon|postmaster|mail-daemon)@?", re.IGNORECASE)
_RETURNED = re.compile(
    r"undeliver|returned mail|returned to sender|delivery (status notification|failure|has failed)"
    r"|mail delivery (failed|failure|system)|failure notice|delivery report"
    r"|(kunne|kan) ikke (leveres|afleveres)|ikke leveret|leveringsfejl|returneret",
    re.IGNORECASE,
)
# From here on the mail that came back is quoted, with addresses of its own.
_QUOTED = re.compile(
    r"^[ \t]*+(-{3,}+.{0,300}?(copy|original|kopi|oprindelig|besked|message (header|text)).*"
    r"|(Received|Return-Path|Message-ID|DKIM-Signature|MIME-Version|From|Fra): .*)$",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(
    r"(?<![\w.!#$%&'*+/=?^`{|}~-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}+(?:\.[\w-]{1,63}+){1,20}"
)
_ENHANCED = re.compile(r"(?<![\d.])5\.\d{1,3}\.\d{1,3}(?![\d.]*\d)")
_CODE = re.compile(rf"(?<![\d.])55[0-4](?= |-|$)|{_ENHANCED.pattern}", re.MULTILINE)
_FAILED = re.compile(
    r"permanent|could not be delivered|unknown user|user unknown|no such (user|mailbox)"
    r"|mailbox (not found|unavailable)|no mailbox|does ?n[o']t exist|kunne ikke (leveres|afleveres)"
    r"|findes ikke",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"delayed|forsinket|will (be|keep|continue)[\w ]{0,20} (retr|try)|retried|still being|warning:"
    r"|not yet been delivered|bliver prøvet igen|prøver igen",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Failure:
    """What a delivery report says of its recipients."""

    recipients: frozenset[str]
    """In lower case; of a report the final and the original address of one recipient."""
    failed: bool
    """Whether the mail server has given up."""
    status: str
    """Such as `5.1.1` (RFC 3463); empty when the report has none."""
    said: str


def is_from_a_server(mail: Message, sender: str) -> bool:
    """Whether nothing but a mail server, or a machine that answers, writes such a mail."""
    return (
        header(mail, "return-path").strip() == "<>"
        or _SERVERS.match(sender) is not None
        or mail.get("x-failed-recipients") is not None
    )


def looks_returned(subject: str) -> bool:
    """Whether a subject is one that mail servers give to what they return."""
    return _RETURNED.search(subject) is not None


def reported(parts: Sequence[Message]) -> Iterator[Failure]:
    """What a report says of each recipient (RFC 3464)."""
    for report in parts:
        if report.get_content_type() != "message/delivery-status":
            continue
        groups = report.get_payload()
        for group in groups[:_MOST_GROUPS] if isinstance(groups, list) else []:
            if isinstance(group, Message) and "action" in group:
                yield _of_group(group)


def told(mail: Message, sender: str, text: str) -> Iterator[Failure]:
    """What a mail server says in plain words; nothing where they may mean something else."""
    said = _QUOTED.split(text, maxsplit=1)[0]
    subject = header(mail, "subject")
    surely_returned = _SERVERS.match(sender) is not None or looks_returned(subject)
    failed = _CODE.search(said) or (surely_returned and _FAILED.search(said))
    if not failed or _LATER.search(f"{subject}\n{said}"):
        return
    named = _ADDRESS.findall(header(mail, "x-failed-recipients")) or _ADDRESS.findall(said)
    if named:
        status = _ENHANCED.search(said)
        recipients = frozenset(address.strip("'").lower() for address in named)
        yield Failure(recipients, True, status[0] if status else "", _reply(said))


def _of_group(group: Message) -> Failure:
    recipients = (
        header(group, name).rpartition(";")[2].strip().strip("<>").lower()
        for name in ("final-recipient", "original-recipient")
    )
    status = _STATUS.match(header(group, "status"))
    return Failure(
        recipients=frozenset(one for one in recipients if one),
        failed=header(group, "action").strip().lower() == "failed",
        status=status[1] if status else "",
        said=one_line(_diagnosis(group) or header(group, "status")),
    )


def _diagnosis(group: Message) -> str:
    """What the recipient's server replied, without the name of the protocol before it."""
    return re.sub(r"^\s*[\w-]+;\s*", "", header(group, "diagnostic-code"))


def _reply(said: str) -> str:
    """The words that say why, from their code on; one that only says "for good" where none is."""
    found = _CODE.search(said) or _FAILED.search(said)
    if found is None:
        return ""
    begun = said.rfind("\n", 0, found.start()) + 1
    line = one_line(said[begun:].split("\n", 1)[0])
    code = _CODE.search(line)
    return line[code.start() :] if code else f"5.0.0 {line}"
