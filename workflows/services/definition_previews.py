"""What definitions will look like in use: a letter with its sample, a case type and its way."""

from dataclasses import dataclass

from definitions.letters import SAMPLES, render
from workflows.engine.definition import CaseType, Definitions
from workflows.engine.diagram import arrows, mermaid
from workflows.engine.pinning import case_type_document, document_sha256
from workflows.engine.route import CLOSED, DRAFTING, route_through, states_of
from workflows.engine.sagsgang import read_line
from workflows.engine.vocabulary import BodyKind, MessageKind
from workflows.records.case_list import Viewer
from workflows.records.definition_versions import cases_under_way
from workflows.services.installation import Installation
from workflows.services.letters import html_page, one_line
from workflows.services.wording.cases import state_words


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """A letter as it would be mailed, with the values of its sample."""

    kind: MessageKind
    sender_name: str
    sender: str
    subject: str
    text: str
    body: str
    """HTML: the inside of the page that a program for mails shows."""


@dataclass(frozen=True, slots=True)
class Way:
    """One arrow out of a state: the Danish beside it, and the number of the state it leads to."""

    label: str
    dest: int


@dataclass(frozen=True, slots=True)
class DrawnState:
    """A state, named in Danish, and the ways out of it."""

    title: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The way of a case type's cases along its route."""

    title: str
    line: str
    is_example: bool
    """Whether the type has no route of its own, and this one is made up."""
    states: tuple[DrawnState, ...]
    """From drafting to the end, in the order of the route; ways name them by number from 0."""
    mermaid: str


@dataclass(frozen=True, slots=True)
class Untouched:
    """Cases of a type under way that keep what they began with."""

    title: str
    cases: int


def letter_preview(defined: Definitions, kind: MessageKind) -> LetterPreview:
    """The letter of a kind; its links lead nowhere."""
    subject, text = render(defined.letters[kind], SAMPLES[kind])
    subject = one_line(subject)
    page = html_page(subject, text, [])
    return LetterPreview(
        kind=kind,
        sender_name=one_line(defined.municipality.name),
        sender=defined.municipality.sender,
        subject=subject,
        text=text,
        body=page.partition("<body")[2].partition(">")[2].partition("</body>")[0],
    )


def drawing(defined: Definitions, case_type: CaseType) -> Drawing:
    """The state diagram of a case type, by its own route or, where it has none, by an example."""
    line = case_type.route or _example(defined, case_type)
    route = route_through(read_line(line, defined.bodies).words)
    names = (DRAFTING, *(state for step in route.steps for state in states_of(step)), CLOSED)
    ways = arrows(route, case_type)
    return Drawing(
        title=case_type.title,
        line=route.line,
        is_example=not case_type.route,
        states=tuple(
            DrawnState(
                state_words(name, route),
                tuple(Way(one.label, names.index(one.dest)) for one in ways if one.source == name),
            )
            for name in names
        ),
        mermaid=mermaid(route, case_type),
    )


def _example(defined: Definitions, case_type: CaseType) -> str:
    """A committee, a hearing where the type has any, the committee again, and the council."""
    codes = {
        kind: next((body.code for body in defined.bodies if body.kind is kind), None)
        for kind in (BodyKind.COMMITTEE, BodyKind.COUNCIL)
    }
    first = codes[BodyKind.COMMITTEE]
    heard = ("høring", first) if case_type.hearings else ()
    return ", ".join(filter(None, (first, *heard, codes[BodyKind.COUNCIL])))


def untouched(house: Installation, looks: Viewer, defined: Definitions) -> tuple[Untouched, ...]:
    """The cases under way that would be pinned otherwise if they began now, type by type.

    Only those that the viewer may know of are counted.
    """
    now = {
        name: document_sha256(case_type_document(one)) for name, one in defined.case_types.items()
    }
    known = {**house.definitions.case_types, **defined.case_types}
    with house.database.connect() as connection:
        pinned = cases_under_way(connection, looks, sorted(known))
    counts: dict[str, int] = {}
    for one in pinned:
        if one.sha256 != now.get(one.case_type):
            counts[one.case_type] = counts.get(one.case_type, 0) + one.cases
    return tuple(Untouched(known[name].title, cases) for name, cases in counts.items())
