"""The papers that are made for an export: a hearing, an answer, what was corrected, the index."""

from collections.abc import Iterator, Sequence

from workflows.engine.daywords import day_figures, day_words
from workflows.records.given_answers import ShownResponse
from workflows.records.hearing_pages import ShownHearing
from workflows.services.desk import CasePage
from workflows.services.export_marks import Review
from workflows.services.exported import CaseExport, Exported
from workflows.services.installation import Installation
from workflows.services.item_papers import decided_words
from workflows.services.letters import instant_words
from workflows.services.papers import Block, Bullets, Facts, Heading, Paper, Table, Text
from workflows.services.report_papers import answered_for
from workflows.services.wording import exporting as say
from workflows.services.wording.decisions import decision_lines
from workflows.services.wording.exports import review_explained, review_words
from workflows.services.wording.hearing_progress import deadline_words, ending_words
from workflows.services.wording.hearings import (
    channel_words,
    party_status_words,
    stance_words,
)


def hearing_paper(house: Installation, page: CasePage, hearing: ShownHearing) -> Paper:
    """What was asked, whom, and until when."""
    calendar = page.facts.calendar
    rule = page.facts.case_type.hearing_rule(hearing.rule)
    ended = ending_words(hearing, calendar)
    blocks: list[Block] = [
        Facts(
            (
                (say.KIND, rule.title if rule else hearing.rule),
                *(
                    ((say.SENT, instant_words(hearing.opened_at, calendar)),)
                    if hearing.opened_at
                    else ()
                ),
                (say.DEADLINE, deadline_words(hearing, calendar)),
            )
        ),
        *((Text(ended),) if ended else ()),
        Heading(2, say.WHAT_WAS_ASKED),
        Text(hearing.text),
        Heading(2, say.WHO_WAS_HEARD),
        Bullets(tuple(f"{one.name}: {party_status_words(one.status)}" for one in hearing.parties)),
    ]
    return _paper(house, page, say.hearing_round(hearing.round), blocks)


def answer_paper(
    house: Installation, page: CasePage, hearing: ShownHearing, answer: ShownResponse
) -> Paper:
    """One version of an answer, as it was given."""
    calendar = page.facts.calendar
    facts = [
        (say.ANSWER_FROM, answered_for(hearing, answer)),
        (say.RECEIVED, instant_words(answer.received_at, calendar)),
        (say.CAME_IN, channel_words(answer.channel)),
        (say.RECEIPT, answer.receipt),
        (say.ANSWER_SAYS, stance_words(answer.stance)),
    ]
    if answer.late:
        facts.append((say.NOTE, say.CAME_AFTER_THE_DEADLINE))
    if answer.undone:
        facts.append((say.NOTE, say.registered_by_mistake(answer.undone.reason)))
    blocks: list[Block] = [Facts(tuple(facts))]
    if answer.text:
        blocks += [Heading(2, say.REMARKS), Text(answer.text)]
    if answer.files:
        blocks += [Heading(2, say.FILES), Bullets(tuple(file.name for file in answer.files))]
    return _paper(house, page, say.answer_version(answer.version), blocks)


def corrected_paper(house: Installation, page: CasePage) -> Paper:
    """The decisions as they were written before they were corrected."""
    blocks: list[Block] = []
    for decision in page.corrected:
        blocks.append(Heading(2, decided_words(house, decision.body, decision.decided_on)))
        if decision.replaced_at is not None:
            corrected = instant_words(decision.replaced_at, page.facts.calendar)
            blocks.append(Text(say.written_and_corrected(decision.recorded_by, corrected)))
        points = len(page.text.points)
        blocks += map(Text, decision_lines(decision, page.facts.case_type, points))
    return _paper(house, page, say.DECISIONS_BEFORE_CORRECTION, blocks)


def index_paper(
    house: Installation, page: CasePage, export: CaseExport, paths: Sequence[str]
) -> Paper:
    """The list of all that the archive has, with what is to be looked at."""
    return _paper(
        house, page, say.list_of_documents(export.title), list(_index(page, export, paths))
    )


def _index(page: CasePage, export: CaseExport, paths: Sequence[str]) -> Iterator[Block]:
    yield Text(say.marks_are_the_programs(export.number, day_words(page.today)))
    yield Bullets(tuple(f"{review_words(one)}: {review_explained(one)}" for one in Review))
    yield Table(
        ("Nr.", say.DOCUMENT, say.DATE, say.LOOK_AT),
        (1, 7, 2, 3),
        tuple(
            _row(number, document, path)
            for number, (document, path) in enumerate(
                zip(export.documents, paths, strict=True), start=1
            )
        ),
    )
    if export.left_out:
        yield Heading(2, say.NOT_INCLUDED)
        yield Bullets(tuple(f"{one.title}: {one.why}" for one in export.left_out))


def _row(number: int, document: Exported, path: str) -> tuple[str, ...]:
    dated = day_figures(document.dated) if document.dated else ""
    marks = ", ".join(map(review_words, document.marks))
    return str(number), f"{document.title}\n{path}", dated, marks


def _paper(house: Installation, page: CasePage, title: str, blocks: Sequence[Block]) -> Paper:
    municipality = house.definitions.municipality.name
    return Paper(
        title=title,
        author=municipality,
        foot=say.foot_of_case(municipality, page.facts.number),
        made_on=page.today,
        blocks=(Heading(1, title), *blocks),
    )
