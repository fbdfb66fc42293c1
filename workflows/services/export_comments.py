"""The comments of a case for its export: one paper, marked as internal."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial

from workflows.records.comments import ShownComment, comments_of
from workflows.services.desk import CasePage
from workflows.services.export_marks import Review, marks_of
from workflows.services.exported import Exported
from workflows.services.installation import Installation
from workflows.services.letters import instant_words
from workflows.services.papers import Block, Heading, Paper, Text
from workflows.services.pdf_papers import pdf
from workflows.services.wording import exporting as say

_ALL = 10_000_000
"""More than any case has."""


def comment_documents(house: Installation, page: CasePage) -> Iterator[Exported]:
    """The oldest comment first; nothing where there is none."""
    with house.database.connect() as connection:
        found = comments_of(connection, page.facts.id, _ALL)
    if not found:
        return
    municipality = house.definitions.municipality.name
    blocks = [Heading(1, say.COMMENTS), *(b for one in reversed(found) for b in _told(page, one))]
    paper = Paper(
        title=say.COMMENTS,
        author=municipality,
        foot=say.foot_of_case(municipality, page.facts.number),
        made_on=page.today,
        blocks=tuple(blocks),
    )
    text = json.dumps([asdict(block) for block in blocks], ensure_ascii=False)
    yield Exported(
        say.FOLDER_OF_THE_CASE,
        say.FILE_OF_COMMENTS,
        say.COMMENTS,
        page.facts.calendar.local_date(found[0].written_at),
        (Review.INTERNAL, *marks_of(text)),
        partial(pdf, paper),
    )


def _told(page: CasePage, comment: ShownComment) -> tuple[Block, ...]:
    written = instant_words(comment.written_at, page.facts.calendar)
    gone = say.COMMENT_IS_STRUCK if comment.struck_at else say.COMMENT_IS_ERASED
    return Heading(2, say.comment_by(comment.written_by, written)), Text(comment.text or gone)
