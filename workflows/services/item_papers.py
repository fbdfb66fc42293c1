"""A case as it stands on an agenda (dagsordenspunkt), with all that was decided, as a paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workflows.engine.daywords import day_figures
from workflows.engine.vocabulary import AttachmentKind, Openness
from workflows.records.case_list import Viewer
from workflows.records.case_pages import ShownAttachment
from workflows.records.decisions import ShownDecision
from workflows.services.desk import CasePage, case_page
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.papers import Block, Bullets, Heading, Numbered, Paper, Text
from workflows.services.report_papers import answered_for
from workflows.services.wording import papers as say
from workflows.services.wording.cases import attachment_kind_words, openness_words
from workflows.services.wording.decisions import decision_lines


@dataclass(frozen=True, slots=True)
class Readers:
    """Who will read a paper: those of the house, or everybody."""

    everybody: bool = False
    """Then closed items and closed attachments are told of, and not named."""


def item_paper(house: Installation, looks: Viewer, case: str) -> Paper:
    """The case as its item, with every decision so far; raises NotFound as `case_page` does."""
    page = case_page(house, looks, case)
    return _paper(house, page, page.facts.title, page.decisions)


def extract(house: Installation, looks: Viewer, case: str, decision: str) -> Paper:
    """What one body decided, with what was decided before it (udskrift af beslutning).

    Raises NotFound for a decision that is not the case's, or was corrected since.
    """
    page = case_page(house, looks, case)
    known = [one.id for one in page.decisions]
    if decision not in known:
        raise NotFound(decision)
    until = page.decisions[: known.index(decision) + 1]
    return _paper(house, page, say.extract_of(page.facts.title), until)


def _paper(
    house: Installation, page: CasePage, title: str, decisions: Sequence[ShownDecision]
) -> Paper:
    municipality = house.definitions.municipality.name
    return Paper(
        title=title,
        author=municipality,
        foot=say.foot_of_case(municipality, page.facts.number),
        made_on=page.today,
        blocks=tuple(item_blocks(house, page, decisions, title, 1, Readers())),
    )


def item_blocks(
    house: Installation,
    page: CasePage,
    decisions: Sequence[ShownDecision],
    title: str,
    level: int,
    readers: Readers,
) -> Iterator[Block]:
    """The parts of an item in the order of the printed ones; `level` is that of its heading."""
    yield Heading(level, title)
    yield from told_blocks(house, page, decisions, level)
    there = frozenset(one.id for one in page.attachments)
    yield from attachment_blocks(page, level + 1, readers, there)
    if page.imported_attachments and not readers.everybody:
        yield Heading(level + 1, say.ATTACHMENTS_AS_THEY_STOOD)
        yield Bullets(page.imported_attachments)


def attachment_blocks(
    page: CasePage, level: int, readers: Readers, chosen: frozenset[str]
) -> Iterator[Block]:
    """The list of those of the case's attachments that were chosen; nothing where there is none."""
    found = tuple(_attachment(page, one, readers) for one in page.attachments if one.id in chosen)
    if found:
        yield Heading(level, say.ATTACHMENTS)
        yield Numbered(found)


def told_blocks(
    house: Installation, page: CasePage, decisions: Sequence[ShownDecision], level: int
) -> Iterator[Block]:
    """What stands between an item's heading and its attachments."""
    facts, text = page.facts, page.text
    yield Text(f"{facts.number} {openness_words(facts.openness)}")
    yield Heading(level + 1, say.ROUTE)
    yield Text(facts.route.line)
    if text.text:
        yield Heading(level + 1, say.PRESENTATION)
        yield Text(text.text)
    for part in text.parts:
        yield Heading(level + 1, part.title)
        yield Text(part.text)
    if text.points:
        yield Heading(level + 1, say.RECOMMENDATION)
        yield from _recommendation(text.proposer or say.ADMINISTRATION, text.points)
    for decision in decisions:
        yield from decision_blocks(house, page, decision, level + 1)


def _recommendation(proposer: str, points: Sequence[str]) -> Iterator[Block]:
    """A single point goes on in the sentence; several are called by their numbers."""
    if len(points) == 1:
        yield Text(f"{proposer} indstiller, {points[0]}")
        return
    yield Text(f"{proposer} indstiller,")
    yield Numbered(tuple(points))


def decision_blocks(
    house: Installation, page: CasePage, decision: ShownDecision, level: int
) -> Iterator[Block]:
    """What a body decided, under a heading of this level."""
    yield Heading(level, decided_words(house, decision.body, decision.decided_on))
    for line in decision_lines(decision, page.facts.case_type, len(page.text.points)):
        yield Text(line)


def decided_words(house: Installation, body: str, decided_on: date) -> str:
    """`Beslutning i Økonomiudvalget den 09-01-2024`."""
    known = house.around.bodies.get(body)
    return say.decision_of_body(known.name if known else body, day_figures(decided_on))


def _attachment(page: CasePage, attachment: ShownAttachment, readers: Readers) -> str:
    if readers.everybody and attachment.openness is Openness.CLOSED:
        return say.CLOSED_ATTACHMENT
    openness = say.OPEN if attachment.openness is Openness.OPEN else say.CLOSED
    answer = page.answer_of(attachment)
    # What of an answer everybody may read is said on the hearing's page, files included.
    named = answer.files if answer and not readers.everybody else ()
    files = "".join(f"\n{file.name}" for file in named)
    return f"{openness} – {attachment_words(page, attachment)}{files}"


def attachment_words(page: CasePage, attachment: ShownAttachment) -> str:
    """What an attachment is, and from whom: `Høringssvar fra Handicaprådet`."""
    if attachment.file is not None:
        return attachment.file.name
    kind = attachment_kind_words(attachment.kind)
    if attachment.hearing is None:
        return kind
    hearing = page.hearing_by_id(attachment.hearing)
    answer = page.answer_of(attachment)
    if answer is None:
        again = len(page.hearings) > 1 and attachment.kind is AttachmentKind.REPORT
        return f"{kind}, {hearing.round}. runde" if again else kind
    late = say.AFTER_THE_DEADLINE if answer.late else ""
    undone = say.BY_MISTAKE if answer.undone else ""
    return say.kind_of_answer(kind, answered_for(hearing, answer), late, undone)


def decisions_before(decisions: Sequence[ShownDecision], item: str) -> list[ShownDecision]:
    """Those made before the item was treated: what stands on the agenda."""
    items = [decision.item for decision in decisions]
    return list(decisions[: items.index(item)] if item in items else decisions)


def decisions_until(decisions: Sequence[ShownDecision], item: str) -> list[ShownDecision]:
    """Those before and the one made on the item: what stands in the minutes."""
    items = [decision.item for decision in decisions]
    return list(decisions[: items.index(item) + 1] if item in items else decisions)
