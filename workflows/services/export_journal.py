"""The journal of a case for its export: for people, for programs, and as a log of events."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import Any

from workflows.records.case_pages import journal_of
from workflows.records.export_rows import CaseLines, case_lines
from workflows.services.desk import CasePage
from workflows.services.export_marks import Review, marks_of
from workflows.services.exported import Exported
from workflows.services.installation import Installation
from workflows.services.papers import Block, Heading, Paper, Table
from workflows.services.pdf_papers import pdf
from workflows.services.told_journal import ToldLine, told_journal
from workflows.services.wording import exporting as say
from workflows.services.wording.cases import event_words
from workflows.services.xes import event_log

FOLDER = "6 Journal"

_ALL = 10_000_000
"""More lines than any case has."""


def journal_documents(house: Installation, page: CasePage) -> Iterator[Exported]:
    """The whole journal, the oldest line first."""
    with house.database.connect() as connection:
        entries = journal_of(connection, page.facts.id, _ALL)
        (lines,) = case_lines(connection, page.facts.id)
    told = told_journal(house, page, reversed(entries))
    paper = _paper(house, page, told)
    document = _document(lines)
    names = (Review.CONTACT_DETAILS,)
    yield Exported(
        FOLDER, say.FILE_OF_JOURNAL, say.JOURNAL, page.today, _marks(paper), partial(pdf, paper)
    )
    yield Exported(
        FOLDER,
        "journal.json",
        say.JOURNAL_FOR_PROGRAMS,
        page.today,
        tuple(dict.fromkeys((*marks_of(document), *names))),
        partial(str.encode, document),
    )
    yield Exported(
        FOLDER,
        "haendelser.xes",
        say.EVENTS,
        page.today,
        (),
        partial(event_log, (lines,)),
    )


def _paper(house: Installation, page: CasePage, told: list[ToldLine]) -> Paper:
    municipality = house.definitions.municipality.name
    rows = tuple(_row(page, line) for line in told)
    blocks: tuple[Block, ...] = (
        Heading(1, say.journal_of_case(page.facts.number)),
        Table(("Nr.", say.WHEN, say.WHO, say.WHAT), (1, 3, 3, 8), rows),
    )
    return Paper(
        title=say.journal_of_case(page.facts.number),
        author=municipality,
        foot=say.journal_foot(municipality, page.facts.number),
        made_on=page.today,
        blocks=blocks,
    )


def _row(page: CasePage, line: ToldLine) -> tuple[str, ...]:
    at = page.facts.calendar.local(line.entry.at)
    told = "\n".join((event_words(line.entry.event), *line.details))
    return str(line.entry.seq), f"{at:%d-%m-%Y kl. %H.%M}", line.who, told


def _marks(paper: Paper) -> tuple[Review, ...]:
    return marks_of(json.dumps([asdict(block) for block in paper.blocks], ensure_ascii=False))


def _document(lines: CaseLines) -> str:
    return json.dumps(asdict(lines), ensure_ascii=False, indent=1, default=_told)


def _told(value: Any) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
