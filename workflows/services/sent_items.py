"""Items of agendas in the words that they were sent out with."""

import json
from dataclasses import dataclass

from workflows.records.case_list import EVERYTHING
from workflows.records.dispatches import ItemSent, sent_document
from workflows.services.agenda_lines import AgendaLine
from workflows.services.desk import case_page
from workflows.services.installation import Installation
from workflows.services.item_papers import told_blocks
from workflows.services.meeting_papers import decisions_before
from workflows.services.paper_documents import blocks_in, written_down
from workflows.services.papers import Block


@dataclass(frozen=True, slots=True)
class SentWords:
    """What of an item was sent out."""

    blocks: tuple[Block, ...]
    """Its parts, in the order of the printed ones."""
    attachments: frozenset[str]
    """Ids of those that it had."""


def words_to_send(house: Installation, line: AgendaLine) -> ItemSent:
    """An item as it stands now, to be kept with the agenda that is sent out."""
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
        document = sent_document(connection, item)
    if document is None:
        return None
    told = json.loads(document)
    return SentWords(blocks_in(told["blocks"]), frozenset(told["attachments"]))
