"""The agenda and the minutes of a meeting as papers, whole or only what everybody may read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workflows.engine.daywords import day_figures, day_words
from workflows.engine.vocabulary import Openness
from workflows.records.case_list import Viewer
from workflows.records.minutes import minutes_of
from workflows.services.agenda_lines import AgendaLine, PageItem
from workflows.services.agendas import MeetingPage, meeting_page
from workflows.services.desk import CasePage, case_page
from workflows.services.installation import Installation
from workflows.services.item_papers import (
    Readers,
    attachment_blocks,
    decision_blocks,
    decisions_before,
    decisions_until,
    item_blocks,
)
from workflows.services.papers import Block, Bullets, Heading, Paper, Text
from workflows.services.sent_items import item_kept
from workflows.services.wording import meetings as say


class MeetingPaper(StrEnum):
    """What can be printed of a meeting."""

    AGENDA = "dagsorden"
    MINUTES = "referat"


LATE = say.AFTER_THE_AGENDA_CLOSED
"""Above the reason for it."""


def meeting_paper(
    house: Installation, looks: Viewer, meeting: str, kind: MeetingPaper, readers: Readers
) -> Paper:
    """The meeting with every item on it; raises NotFound as `meeting_page` does.

    A closed item that the viewer may not see, or that is not for these readers, is only counted.
    """
    page = meeting_page(house, looks, meeting)
    shown = _Shown(house, looks, kind, readers)
    made = _paper(shown, page, _called(page, kind), page.lines)
    signatures = _signatures(house, page) if kind is MeetingPaper.MINUTES else ()
    return replace(made, blocks=(*made.blocks, *signatures))


def _signatures(house: Installation, page: MeetingPage) -> Iterator[Block]:
    with house.database.connect() as connection:
        minutes = minutes_of(connection, page.id)
    if minutes is None or not minutes.signatures:
        return
    calendar = house.around.calendar
    yield Heading(2, say.SIGNATURES)
    yield Bullets(
        tuple(
            f"{one.name}, {day_figures(calendar.local_date(one.signed_at))}"
            for one in minutes.signatures
        )
    )


def supplement(
    house: Installation, looks: Viewer, page: MeetingPage, number: int, readers: Readers
) -> Paper:
    """The supplementary agenda (tillægsdagsorden): what was not sent out yet."""
    called = say.SUPPLEMENT if number == 1 else say.supplement_number(number)
    return _paper(_Shown(house, looks, MeetingPaper.AGENDA, readers), page, called, page.unsent)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is printed, by whom, for whom."""

    house: Installation
    looks: Viewer
    kind: MeetingPaper
    readers: Readers


def _paper(shown: _Shown, page: MeetingPage, called: str, lines: Sequence[AgendaLine]) -> Paper:
    title = f"{called}: {page.body}, {day_words(page.meets_on)}"
    municipality = shown.house.definitions.municipality.name
    return Paper(
        title=title,
        author=municipality,
        foot=f"{municipality} · {title}",
        made_on=page.meets_on,
        blocks=tuple(_blocks(shown, lines, title)),
    )


def _called(page: MeetingPage, kind: MeetingPaper) -> str:
    if kind is MeetingPaper.AGENDA:
        return say.AGENDA
    return say.MINUTES if page.closed_at else say.DRAFT_OF_MINUTES


def _blocks(shown: _Shown, lines: Sequence[AgendaLine], title: str) -> Iterator[Block]:
    yield Heading(1, title)
    if shown.readers.everybody:
        yield Text(say.THE_OPEN_ITEMS_ONLY)
    if not any(line.one for line in lines):
        yield Text(say.NO_CASES_ON_THE_AGENDA)
    for line in lines:
        if line.one is None:
            yield Heading(2, f"{line.number}. {line.standing}")
        else:
            yield from _item(shown, line.one, line.number)


def _item(shown: _Shown, one: PageItem, number: int) -> Iterator[Block]:
    closed = shown.readers.everybody and Openness.CLOSED in (
        one.item.openness,
        one.item.sent_openness,
    )
    if one.item.is_gone or closed or not one.item.visible:
        yield Heading(
            2, f"{number}. {say.ITEM_IS_DROPPED if one.item.is_gone else say.CLOSED_ITEM}"
        )
        return
    page: CasePage = case_page(shown.house, shown.looks, one.item.case)
    minutes = shown.kind is MeetingPaper.MINUTES
    kept = item_kept(shown.house, one.item.id)
    if kept is None:
        chosen = decisions_until if minutes else decisions_before
        decisions = chosen(page.decisions, one.item.id)
        title = f"{number}. {page.facts.title}"
        yield from item_blocks(shown.house, page, decisions, title, 2, shown.readers)
    else:
        yield Heading(2, f"{number}. {kept.title}")
        yield from map(_below_title, kept.blocks)
        own = [each for each in page.decisions if each.item == one.item.id] if minutes else []
        for decision in own:
            yield from decision_blocks(shown.house, page, decision, 3)
        yield from attachment_blocks(page, 3, shown.readers, kept.attachments)
    if one.item.late_reason:
        yield Heading(3, LATE)
        yield Text(one.item.late_reason)
    if minutes and not one.decided:
        yield Heading(3, say.DECISION)
        yield Text(say.NO_DECISION_YET)


def _below_title(block: Block) -> Block:
    """A kept block's headings are those of a page of its own."""
    return Heading(block.level + 1, block.text) if isinstance(block, Heading) else block
