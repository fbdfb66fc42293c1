"""Puts the words of an officer's digest together: case by case, what happened to it and when."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from definitions.letters import render
from workflows.engine.daywords import day_words
from workflows.engine.vocabulary import MessageKind, Openness
from workflows.records.digests import DigestFacts, GatheredNotice
from workflows.records.outbox import Claimed
from workflows.services.installation import Installation
from workflows.services.letters import Content, case_link, html_page, instant_words, one_line
from workflows.services.wording.notices import bare_notice_words, closing_notice_words, notice_words

ACCOUNT = "/konto"
"""Where officers say how they want to be told."""


def compose_digest(
    house: Installation, message: Claimed, facts: DigestFacts, now: datetime
) -> Content:
    """The words of a digest; of a closed case they tell the number and the barest that happened.

    Raises KeyError when the definitions have no letter of this kind.
    """
    values = _values(house, facts, message.created_at)
    subject, text = render(house.definitions.letters[MessageKind.DIGEST], values)
    subject = one_line(subject)
    links = [values["account_link"], *(case["link"] for case in values["cases"])]
    name = one_line(facts.officer_name)
    return Content(
        subject=subject,
        text=text,
        html=html_page(subject, text, links),
        entry=None,
        sender_name=one_line(house.definitions.municipality.name),
        sender=house.definitions.municipality.sender,
        reply_name=name,
        reply_to=message.recipient,
        recipient_name=name,
        answers_to=None,
        dated=now.astimezone(UTC).replace(microsecond=0).isoformat(),
        due_version=None,
    )


def _values(house: Installation, facts: DigestFacts, made_at: datetime) -> dict[str, Any]:
    cases = groupby(facts.notices, key=lambda notice: notice.case)
    return {
        "municipality": house.definitions.municipality.name,
        "recipient": facts.officer_name,
        "day": day_words(house.around.calendar.local_date(made_at)),
        "cases": [_case(house, list(notices)) for _, notices in cases],
        "account_link": f"{house.settings.base_url.rstrip('/')}{ACCOUNT}",
    }


def _case(house: Installation, notices: list[GatheredNotice]) -> Mapping[str, Any]:
    first = notices[0]
    return {
        "number": first.number,
        "title": one_line(first.title) if first.openness is Openness.OPEN else "",
        "link": case_link(house, first.case),
        "notices": [
            {
                "at": instant_words(notice.at, house.around.calendar),
                "text": _in_one_paragraph(_words(notice)),
            }
            for notice in notices
        ],
    }


def _words(notice: GatheredNotice) -> str:
    told = json.loads(notice.payload)
    about = str(told.get("about", ""))
    if notice.openness is not Openness.OPEN:
        return bare_notice_words(about)
    if notice.tally is None:
        return notice_words(about, told)
    return closing_notice_words(
        notice.tally.answered, notice.tally.asked, notice.tally.missing, early="closed_on" in told
    )


def _in_one_paragraph(text: str) -> str:
    return " ".join(text.split())
