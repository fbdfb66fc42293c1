"""Imports an agenda item: reads its text, and writes the case by the acts that it went through."""

from dataclasses import dataclass
from hashlib import sha256

from workflows.engine.commands.cases import EditCase, ItemPart, NoteImport, Submit
from workflows.engine.definition import Body, CaseType
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor
from workflows.engine.items.description import Doubt, ItemDescription, ReadAttachment, ReadDecision
from workflows.engine.items.letters import decoded
from workflows.engine.items.reading import read_item
from workflows.engine.naming import folded
from workflows.engine.vocabulary import Openness
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.services.cases import NewCase, open_case_within
from workflows.services.installation import Installation
from workflows.services.retracing import Retracing, beginning, midday
from workflows.services.wording import acts as say
from workflows.services.wording.cases import openness_words


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a case is read from."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Imported:
    """The case that was written, and the decisions of the text that were not."""

    case: str
    state: str
    not_recorded: tuple[str, ...]


def read_source(source: Source, bodies: tuple[Body, ...], case_type: CaseType) -> ItemDescription:
    """What the file says; raises WrongInput for what is no agenda item."""
    return read_item(decoded(source.content), bodies, case_type.words)


def import_item(
    house: Installation,
    source: Source,
    found: ItemDescription,
    case_type: CaseType,
    officer: str,
    actor: Actor,
    route: str = "",
) -> Imported:
    """Write the case in one transaction; what it went through has the days of the text.

    `route` is a sagsgang line that counts instead of the text's. Raises WrongInput when the
    number is taken, or the text names no body that is known here.
    """
    line = route or route_line(found)

    def work(connection: Transaction) -> Imported:
        now = house.now(read_clock(connection))
        decisions, undated = _in_order(found)
        begun = min(beginning(house, decisions) or now, now)
        new = NewCase(
            found.title,
            case_type.name,
            line,
            found.openness or Openness.CLOSED,
            found.number,
        )
        case = open_case_within(
            connection, house, new, officer, actor, request_id="import", at=begun
        )
        walk = Retracing(connection, house, case, actor, begun)
        walk.do(_words(house, found))
        if decisions:
            walk.do(Submit())
        for index, decision in enumerate(decisions):
            if midday(house, decision.decided_on) > now:
                undated.append((decision, say.DAY_HAS_NOT_COME))
                continue
            following = decisions[index + 1].code if index + 1 < len(decisions) else None
            missing = walk.decide(decision, following)
            if missing:
                undated.append((decision, missing))
        not_recorded = tuple(_not_recorded(decision, why) for decision, why in undated)
        walk.at = max(now, walk.at)
        walk.do(_note(source, found, not_recorded))
        return Imported(case, walk.state, not_recorded)

    return in_transaction(house.database, work)


def _words(house: Installation, found: ItemDescription) -> EditCase:
    """What is written in the case; a section that items here have as a part becomes that part."""
    wanted = {folded(title): title for title in house.definitions.municipality.item_parts}
    parts = (
        ItemPart(wanted[folded(one.title)], one.text)
        for one in found.prose
        if folded(one.title) in wanted
    )
    others = [one for one in found.prose if folded(one.title) not in wanted]
    # That is what every case's text is called here: its heading is not written into it.
    printed = [
        one.text if n == 0 and folded(one.title) == folded(say.PRESENTATION) else one.printed
        for n, one in enumerate(others)
    ]
    return EditCase(
        found.title, "\n\n".join(printed), found.proposer, found.points, parts=tuple(parts)
    )


def route_line(found: ItemDescription) -> str:
    """The sagsgang of the case: as printed, or else by the bodies that decided, in order.

    Raises WrongInput when the text names none that is known.
    """
    if found.route:
        return ", ".join(code or "høring" for code in found.route)
    walked: list[str] = []
    for decision in _in_order(found)[0]:
        if decision.code and (not walked or walked[-1] != decision.code):
            walked.append(decision.code)
    if walked:
        return ", ".join(walked)
    raise WrongInput(say.TEXT_HAS_NO_ROUTE)


def _in_order(
    found: ItemDescription,
) -> tuple[list[ReadDecision], list[tuple[ReadDecision, str]]]:
    """The decisions that can be placed, by day, and the others with what they lack."""
    placed: list[ReadDecision] = []
    others: list[tuple[ReadDecision, str]] = []
    for decision in found.decisions:
        if decision.code is None:
            others.append((decision, say.BODY_IS_NOT_KNOWN))
        elif decision.decided_on is None:
            others.append((decision, say.THERE_IS_NO_DATE))
        else:
            placed.append(decision)
    placed.sort(key=lambda decision: str(decision.decided_on))
    return placed, others


def _not_recorded(decision: ReadDecision, why: str) -> str:
    said = decision.text or " ".join(f"Ad {one.number}: {one.text}" for one in decision.points)
    body = decision.body or say.DECISION
    return f"{body} {decision.decided_on or ''}: {why} ({said})".replace(" :", ":")


def _note(source: Source, found: ItemDescription, not_recorded: tuple[str, ...]) -> NoteImport:
    return NoteImport(
        source.name,
        sha256(source.content).hexdigest(),
        tuple(map(attachment_words, found.attachments)),
        tuple(promise.text for promise in found.promises),
        tuple(map(doubt_words, found.doubts)),
        not_recorded,
    )


def attachment_words(one: ReadAttachment) -> str:
    """The attachment on one line, with its numbers."""
    numbers = ", ".join(part for part in (one.document, one.record) if part)
    openness = f" {openness_words(one.openness).split()[0].lower()}" if one.openness else ""
    return f"{one.number}{openness} {one.title}" + (f" ({numbers})" if numbers else "")


def doubt_words(doubt: Doubt) -> str:
    """The doubt with its line."""
    return say.on_line(doubt.line, doubt.what) if doubt.line else doubt.what
