"""Puts the words of a letter together from what is known now, to be kept until it is sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from html import escape
from typing import Any

from definitions.letters import render
from workflows.engine.daywords import day_words, due_words
from workflows.engine.vocabulary import MessageKind, Openness
from workflows.engine.workdays import WorkCalendar
from workflows.records.given_answers import ShownResponse
from workflows.records.letters import Addressee, LetterFacts
from workflows.records.outbox import Claimed
from workflows.services.calendar_entries import deadline_entry
from workflows.services.installation import Installation
from workflows.services.wording import letters as say
from workflows.services.wording.hearing_progress import due_phrase
from workflows.services.wording.hearings import stance_words
from workflows.services.wording.notices import bare_notice_words, notice_words

CLOSED_TITLE = say.A_CLOSED_CASE
"""What a closed case is called in mails, which pass through many hands."""


@dataclass(frozen=True, slots=True)
class Content:
    """A letter's words and headers; where the link belongs, `link_mark` stands."""

    subject: str
    text: str
    html: str
    entry: str | None
    """The deadline as a calendar entry, for letters that tell of one."""
    sender_name: str
    sender: str
    reply_name: str
    reply_to: str
    recipient_name: str
    answers_to: str | None
    """The message that this one belongs under: the contact's invitation."""
    dated: str
    """The instant that the mail says it was written, in ISO form."""
    due_version: int | None
    """The party's deadline that the words state."""

    def stored(self) -> str:
        """As it is kept with the message."""
        return json.dumps(
            {each.name: getattr(self, each.name) for each in fields(self)},
            ensure_ascii=False,
            separators=(",", ":"),
        )


def stored_content(text: str) -> Content:
    """The words as they were kept."""
    return Content(**json.loads(text))


def link_mark(message: str) -> str:
    """What stands in a letter where its link goes; nobody can write it into a case beforehand."""
    return f"[[svarlink {message}]]"


def compose(house: Installation, message: Claimed, facts: LetterFacts, now: datetime) -> Content:
    """The words of a letter as things stand.

    Of a closed case it tells the number and the deadline, and gives the link for the rest. Raises
    KeyError when the definitions have no letter of this kind.
    """
    values = _values(house, message, facts, now)
    subject, text = render(house.definitions.letters[message.kind], values)
    subject = one_line(subject)
    addressee = facts.addressee
    begins = message.kind is MessageKind.INVITATION and not values["again"]
    return Content(
        subject=subject,
        text=text,
        html=html_page(subject, text, _links(values)),
        entry=_entry(house, message, facts),
        sender_name=one_line(house.definitions.municipality.name),
        sender=house.definitions.municipality.sender,
        reply_name=one_line(facts.officer_name),
        reply_to=_reply_to(house, message, facts),
        recipient_name=one_line(str(values["recipient"])),
        answers_to=addressee.invitation if addressee and not begins else None,
        dated=now.astimezone(UTC).replace(microsecond=0).isoformat(),
        due_version=addressee.due_version if addressee else None,
    )


def _reply_to(house: Installation, message: Claimed, facts: LetterFacts) -> str:
    """Where replies go: to the mailbox that is collected, which finds the letter by its address."""
    if house.settings.imap_url is None or facts.addressee is None:
        return facts.officer_email
    return address_of(house.definitions.municipality.sender, message.id)


def address_of(sender: str, message: str) -> str:
    """The sender's mailbox, with the message's id after a plus."""
    mailbox, _, domain = sender.rpartition("@")
    return f"{mailbox}+{message.replace('-', '')}@{domain}"


def one_line(text: str) -> str:
    """The text fit for a header: one line, nothing invisible in it."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(text.split())


def _values(
    house: Installation, message: Claimed, facts: LetterFacts, now: datetime
) -> dict[str, Any]:
    """What the letter's template may name; everything of any kind, where it is known."""
    told: Mapping[str, Any] = json.loads(message.payload)
    calendar = house.around.calendar
    is_open = facts.openness is Openness.OPEN
    values: dict[str, Any] = {
        "municipality": house.definitions.municipality.name,
        "case_number": facts.number,
        "case_title": facts.title if is_open else CLOSED_TITLE,
        "recipient": facts.recipient_name or facts.officer_name,
        "officer_name": facts.officer_name,
        "officer_email": facts.officer_email,
        "officer_phone": facts.officer_phone,
        "case_link": case_link(house, facts.case),
        "reason": told.get("reason", "") if is_open else "",
        "again": bool(told.get("again")),
        "beside": bool(told.get("beside")),
        "sent_back": bool(told.get("sent_back")),
    }
    if facts.addressee:
        values |= _about_party(message, facts.addressee, calendar, is_open)
        values["late"] = now >= facts.addressee.due_at
    if facts.answer:
        values |= _about_answer(facts.answer, calendar, is_open)
        values["given_by"] = _given_by(facts, facts.answer, is_open)
        values["together"] = _together(facts, is_open)
    if facts.addressee and message.kind is MessageKind.LEFT_WITH_JOINT:
        # Whether the one who is left can still answer in time, not whether the answer came so.
        values["late"] = now >= facts.addressee.due_at
    if facts.tally and not facts.addressee:
        values |= {
            "due": due_phrase(facts.tally.due_at, calendar),
            "answered": facts.tally.answered,
            "asked": facts.tally.asked,
            "missing": list(facts.tally.missing) if is_open else [],
        }
    if message.kind is MessageKind.OFFICER:
        about = str(told.get("about", ""))
        values["notice"] = notice_words(about, told) if is_open else bare_notice_words(about)
    if "before" in told:
        first = json.loads(facts.untold) if facts.untold else told
        before = datetime.fromisoformat(str(first["before"])).date()
        values["due_before"] = due_words(before)
    if "answered" in told:
        values["answered"] = bool(told["answered"])
    if "document" in told:
        values |= {"document": told["document"] if is_open else "", "replaced": told["replaced"]}
    if "closed_on" in told:
        values["closed"] = day_words(date.fromisoformat(str(told["closed_on"])))
    return values


def case_link(house: Installation, case: str) -> str:
    """Where an officer sees the case."""
    return f"{house.settings.base_url.rstrip('/')}/sager/{case}"


def _about_party(
    message: Claimed, addressee: Addressee, calendar: WorkCalendar, is_open: bool
) -> dict[str, Any]:
    return {
        "recipient": addressee.contact_name.strip() or addressee.party_name,
        "to_party": True,
        "party": addressee.party_name,
        "round": addressee.round,
        "changes": addressee.changes.strip() if is_open else "",
        "due": due_phrase(addressee.due_at, calendar),
        "inner_due": day_words(addressee.inner_due_on) if addressee.inner_due_on else "",
        "link": link_mark(message.id),
        "hearing_text": addressee.hearing_text.strip() if is_open else "",
        "close_when_all_answered": addressee.close_when_all_answered,
    }


def _about_answer(answer: ShownResponse, calendar: WorkCalendar, is_open: bool) -> dict[str, Any]:
    return {
        "receipt": answer.receipt,
        "received": instant_words(answer.received_at, calendar),
        "late": answer.late,
        "stance": stance_words(answer.stance) if is_open else say.IS_SEEN_ON_THE_PAGE,
        "files": [
            {
                "name": file.name if is_open else say.ATTACHED_FILE,
                "size": file.size,
                "sha256": file.sha256,
            }
            for file in answer.files
        ],
    }


def _given_by(facts: LetterFacts, answer: ShownResponse, is_open: bool) -> str:
    """Who answered jointly with the party that the letter is for; nothing for its own answer."""
    if facts.addressee is None or facts.addressee.party == answer.party:
        return ""
    return facts.answered_by if is_open else say.ANOTHER_PARTY


def _together(facts: LetterFacts, is_open: bool) -> str:
    """On whose behalf the answer was given besides: `Ældrerådet`, `Ældrerådet og Idrætsrådet`."""
    return say.AND.join(facts.together) if is_open or not facts.together else say.OTHER_PARTIES


def instant_words(instant: datetime, calendar: WorkCalendar) -> str:
    """An instant as a letter writes it."""
    local = calendar.local(instant)
    return f"{day_words(local.date())} kl. {local:%H.%M}"


def _entry(house: Installation, message: Claimed, facts: LetterFacts) -> str | None:
    if facts.addressee is None or message.kind not in (
        MessageKind.INVITATION,
        MessageKind.EXTENSION,
        MessageKind.WITHDRAWAL,
    ):
        return None
    return party_entry(
        house,
        party=facts.addressee.party,
        number=facts.number,
        title=facts.title if facts.openness is Openness.OPEN else CLOSED_TITLE,
        due_at=facts.addressee.due_at,
        due_version=facts.addressee.due_version,
        written_at=message.created_at,
        cancelled=message.kind is MessageKind.WITHDRAWAL,
    )


def party_entry(
    house: Installation,
    *,
    party: str,
    number: str,
    title: str,
    due_at: datetime,
    due_version: int,
    written_at: datetime,
    cancelled: bool = False,
) -> str:
    """A party's deadline for a calendar: one entry, wherever it is fetched from.

    A `cancelled` one takes the place of all that tell of the same deadline.
    """
    told = say.DEADLINE_NO_MORE if cancelled else say.LINK_IS_IN_THE_MAIL
    return deadline_entry(
        party=party,
        domain=house.definitions.municipality.sender.rpartition("@")[2],
        summary=say.deadline_of(one_line(title)),
        description=say.of_case(number, told),
        due_at=due_at,
        sequence=due_version + cancelled,
        written_at=written_at,
        calendar=house.around.calendar,
        cancelled=cancelled,
    )


def _links(values: Mapping[str, Any]) -> list[str]:
    return [str(values[name]) for name in ("link", "case_link") if name in values]


_PAGE = """<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; max-width: 40em">
{paragraphs}
</body>
</html>
"""


def html_page(subject: str, text: str, links: list[str]) -> str:
    """The same letter for programs that show HTML: paragraphs, and the link as a link."""
    written = escape(text.strip())
    for address in map(escape, links):
        written = written.replace(address, f'<a href="{address}">{address}</a>')
    paragraphs = (part.strip("\n") for part in written.split("\n\n"))
    return _PAGE.format(
        title=escape(subject),
        paragraphs="\n".join(
            "<p>{}</p>".format(part.replace("\n", "<br>\n")) for part in paragraphs if part
        ),
    )
