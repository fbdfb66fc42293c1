"""The agenda and the minutes of a meeting as papers, whole or only what everybody may read."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from workflows.engine.daywords import day_words
from workflows.engine.vocabulary import Openness
from workflows.records.case_list import Viewer
from workflows.records.case_pages import ShownDecision
from workflows.services.agendas import MeetingPage, PageItem, meeting_page
from workflows.services.desk import CasePage, case_page
from workflows.services.installation import Installation
from workflows.services.item_papers import Readers, item_blocks
from workflows.services.papers import Block, Heading, Paper, Text


class MeetingPaper(StrEnum):
    """What can be printed of a meeting."""

    AGENDA = "dagsorden"
    MINUTES = "referat"


_CLOSED_ITEM = "Lukket punkt"


def meeting_paper(
    house: Installation, looks: Viewer, meeting: str, kind: MeetingPaper, readers: Readers
) -> Paper:
    """The meeting with every item on it; raises NotFound as `meeting_page` does.

    A closed item that the viewer may not see, or that is not for these readers, is only counted.
    """
    page = meeting_page(house, looks, meeting)
    title = f"{_called(page, kind)}: {page.body}, {day_words(page.meets_on)}"
    municipality = house.definitions.municipality.name
    return Paper(
        title=title,
        author=municipality,
        foot=f"{municipality} · {title}",
        made_on=page.meets_on,
        blocks=tuple(_blocks(house, looks, page, kind, readers, title)),
    )


def _called(page: MeetingPage, kind: MeetingPaper) -> str:
    if kind is MeetingPaper.AGENDA:
        return "Dagsorden"
    return "Referat" if page.closed_at else "Udkast til referat"


def _blocks(
    house: Installation,
    looks: Viewer,
    page: MeetingPage,
    kind: MeetingPaper,
    readers: Readers,
    title: str,
) -> Iterator[Block]:
    yield Heading(1, title)
    if readers.everybody:
        yield Text("De åbne punkter.")
    if not page.items:
        yield Text("Der er ingen sager på dagsordenen.")
    chosen = decisions_before if kind is MeetingPaper.AGENDA else decisions_until
    for number, standing in enumerate(page.opening_items, 1):
        yield Heading(2, f"{number}. {standing}")
    for place, one in enumerate(page.items):
        number = page.number_of(place)
        closed = readers.everybody and one.item.openness is Openness.CLOSED
        if closed or not one.item.visible:
            yield Heading(2, f"{number}. {_CLOSED_ITEM}")
            continue
        yield from _item(house, looks, one, number, chosen, readers, kind)
    for place, standing in enumerate(page.closing_items, len(page.items)):
        yield Heading(2, f"{page.number_of(place)}. {standing}")


_Chosen = Callable[[Sequence[ShownDecision], str], list[ShownDecision]]


def _item(
    house: Installation,
    looks: Viewer,
    one: PageItem,
    number: int,
    chosen: _Chosen,
    readers: Readers,
    kind: MeetingPaper,
) -> Iterator[Block]:
    page: CasePage = case_page(house, looks, one.item.case)
    decisions = chosen(page.decisions, one.item.id)
    title = f"{number}. {page.facts.title}"
    yield from item_blocks(house, page, decisions, title, 2, readers)
    if one.item.late_reason:
        yield Heading(3, "Kom på efter dagsordensfristen")
        yield Text(one.item.late_reason)
    if kind is MeetingPaper.MINUTES and not one.decided:
        yield Heading(3, "Beslutning")
        yield Text("Der er ikke skrevet nogen beslutning endnu.")


def decisions_before(decisions: Sequence[ShownDecision], item: str) -> list[ShownDecision]:
    """Those made before the item was treated: what stands on the agenda."""
    items = [decision.item for decision in decisions]
    return list(decisions[: items.index(item)] if item in items else decisions)


def decisions_until(decisions: Sequence[ShownDecision], item: str) -> list[ShownDecision]:
    """Those before and the one made on the item: what stands in the minutes."""
    items = [decision.item for decision in decisions]
    return list(decisions[: items.index(item) + 1] if item in items else decisions)
