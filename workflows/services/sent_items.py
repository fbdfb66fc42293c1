"""Items of agendas in the words that they were sent out or treated in."""

import json
from dataclasses import dataclass

from workflows.records.case_list import EVERYTHING
from workflows.records.dispatches import ItemSent, sent_document, treated_document
from workflows.services.agenda_lines import AgendaLine
from workflows.services.desk import case_page
from workflows.services.installation import Installation
from workflows.services.item_papers import decisions_before, told_blocks
from workflows.services.paper_documents import blocks_in, written_down
from workflows.services.papers import Block


@dataclass(frozen=True, slots=True)
class SentWords:
    """What of an item was sent out, or treated."""

    title: str
    blocks: tuple[Block, ...]
    """Its parts, in the order of the printed ones."""
    attachments: frozenset[str]
    """Ids of those that it had."""


def words_to_send(house: Installation, line: AgendaLine) -> ItemSent:
    """An item as it stands now, to be kept when the agenda is sent out or the meeting closed."""
    assert line.one is not None
    item = line.one.item
    page = case_page(house, EVERYTHING, item.case)
    blocks = told_blocks(house, page, decisions_before(page.decisions, item.id), 1)
    document = {
        "blocks": written_down(blocks),
        "attachments": [attachment.id for attachment in page.attachments],
    }
    return ItemSent(
        item=item.id,
        number=line.number,
        title=page.facts.title,
        openness=page.facts.openness,
        document=json.dumps(document, ensure_ascii=False),
    )


def item_sent(house: Installation, item: str) -> SentWords | None:
    """The item as it was sent out; None before that."""
    with house.database.connect() as connection:
        return _words(sent_document(connection, item))


def item_kept(house: Installation, item: str) -> SentWords | None:
    """The item as it was sent out, or as its meeting treated it; None while it may change."""
    with house.database.connect() as connection:
        return _words(sent_document(connection, item) or treated_document(connection, item))


def _words(kept: tuple[str, str] | None) -> SentWords | None:
    if kept is None:
        return None
    title, document = kept
    told = json.loads(document)
    return SentWords(title, blocks_in(told["blocks"]), frozenset(told["attachments"]))
