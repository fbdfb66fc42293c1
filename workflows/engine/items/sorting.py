"""Sorts the lines of an agenda item into its parts, by the headings that they stand under."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workflows.engine.definition import Body
from workflows.engine.items.decision_headings import DecisionHeading, decision_heading
from workflows.engine.items.decisions import DecisionLines
from workflows.engine.items.description import Doubt
from workflows.engine.items.headings import Heading, Part, heading_in
from workflows.engine.items.lines import Line
from workflows.engine.items.people import absentees_in, is_person, runs_on
from workflows.engine.items.recommendation import is_point, proposes

_FIELDS = {Part.NUMBER, Part.OFFICER, Part.MEETING}
"""What stands in the head as a name, a colon and a value."""

_CHOSEN = ("Punkttype", "Sagstype")
"""Fields whose value may be the word `Beslutning` or `Orientering`, which is no heading there."""


@dataclass(slots=True)
class Sorted:
    """The lines by part, in the order they came."""

    head: list[Line] = field(default_factory=list)
    fields: dict[str, Line] = field(default_factory=dict)
    """Value of each field of the head, by part or, for the meeting, by name."""
    route: list[Line] = field(default_factory=list)
    prose: list[tuple[str, list[Line]]] = field(default_factory=list)
    recommendation: list[Line] = field(default_factory=list)
    decisions: list[DecisionLines] = field(default_factory=list)
    attachments: list[Line] = field(default_factory=list)
    meeting: DecisionHeading | None = None
    """The body and day in the head of the paper."""
    stray: list[Line] = field(default_factory=list)
    """Lines that belong to no part."""
    doubts: list[Doubt] = field(default_factory=list)


class Sorter:
    """Walks down the lines, and knows under which heading it is."""

    def __init__(self, lines: Sequence[Line], bodies: Sequence[Body]) -> None:
        self._lines = lines
        self._bodies = bodies
        self._found = Sorted()
        self._part = Part.HEAD
        self._awaited: str | None = None
        """The field whose value the next line is."""
        self._absent: list[Line] = []
        self._spread = True

    def sort(self) -> Sorted:
        """All lines sorted."""
        at = 0
        while at < len(self._lines):
            at += self._take(at)
        self._end_absent()
        return self._found

    def _take(self, at: int) -> int:
        """Put the line away; how many lines that were."""
        line = self._lines[at]
        if self._awaited in _CHOSEN:
            self._put(line)
            return 1
        decided = decision_heading(self._lines[at : at + 4], self._bodies)
        if decided and self._begin_decision(line, decided):
            return decided.lines
        heading = heading_in(line.text)
        count = 1
        if heading is None and self._part is not Part.HEAD:
            heading, count = self._wrapped_heading(at)
        if heading is None and self._part is Part.PROSE and proposes(line.text):
            self._part = Part.RECOMMENDATION
        if heading is None or not self._begin(line, heading):
            self._put(line)
            count = 1
        return count

    def _wrapped_heading(self, at: int) -> tuple[Heading | None, int]:
        """A long heading that goes over two lines."""
        for count in (2, 3):
            words = " ".join(line.text for line in self._lines[at : at + count])
            found = heading_in(words)
            if found and not found.rest and len(self._lines) >= at + count:
                return found, count
        return None, 1

    def _begin_decision(self, line: Line, decided: DecisionHeading) -> bool:
        if not decided.titled and self._part is Part.HEAD:
            self._found.meeting = self._found.meeting or decided
            return True
        if not decided.titled and self._part in (Part.ROUTE, Part.RECOMMENDATION) and decided.rest:
            return False
        self._end_absent()
        self._found.decisions.append(DecisionLines(line.number, decided))
        self._part = Part.DECISION
        if decided.rest:
            self._put(Line(line.number, decided.rest, 0))
        return True

    def _begin(self, line: Line, heading: Heading) -> bool:
        """Begin the part that the heading names; False where it is no heading at this place."""
        part = heading.part
        if part in _FIELDS:
            return self._take_field(line, heading)
        if self._part is Part.ATTACHMENTS and part in (Part.PROSE, Part.ROUTE):
            return False
        if self._part is Part.DECISION and part is Part.PROSE and heading.rest:
            return False
        if part is Part.ABSENT and not self._found.decisions and self._part is Part.HEAD:
            self._part = Part.ASIDE
            return True
        self._end_absent()
        self._part = part
        if part is Part.PROSE:
            self._found.prose.append((heading.name, []))
        self._spread = part is not Part.ABSENT or not heading.rest
        if heading.rest:
            self._put(Line(line.number, heading.rest, 0))
        return True

    def _take_field(self, line: Line, heading: Heading) -> bool:
        early = self._part in (Part.HEAD, Part.ROUTE, Part.ASIDE)
        if not early:
            return self._take_late_number(line, heading)
        if heading.name == "Sag" and not heading.rest[:1].isdigit():
            return False
        name = heading.name if heading.part is Part.MEETING else heading.part
        if heading.rest:
            self._found.fields.setdefault(name, Line(line.number, heading.rest, 0))
        else:
            self._awaited = name
        self._part = Part.HEAD if self._part is Part.ASIDE else self._part
        return True

    def _take_late_number(self, line: Line, heading: Heading) -> bool:
        """The case's number below the decision; in prose it may be that of another case."""
        below = self._part in (Part.DECISION, Part.ABSENT, Part.ATTACHMENTS)
        is_number = heading.part is Part.NUMBER and heading.rest[:1].isdigit()
        if not below or not is_number or heading.part in self._found.fields:
            return False
        self._found.fields[heading.part] = Line(line.number, heading.rest, 0)
        return True

    def _put(self, line: Line) -> None:
        if self._awaited is not None:
            self._found.fields.setdefault(self._awaited, line)
            self._awaited = None
            return
        match self._part:
            case Part.HEAD:
                self._found.head.append(line)
            case Part.ROUTE:
                self._found.route.append(line)
            case Part.PROSE:
                self._found.prose[-1][1].append(line)
            case Part.RECOMMENDATION:
                self._found.recommendation.append(line)
            case Part.DECISION:
                self._found.decisions[-1].text.append(line)
            case Part.ABSENT:
                self._put_absent(line)
            case Part.ATTACHMENTS:
                self._found.attachments.append(line)
            case _:
                self._found.stray.append(line)

    def _put_absent(self, line: Line) -> None:
        """A name, or the decision again: the absent may stand above its words."""
        last = self._absent[-1].text if self._absent else ""
        self._spread = self._spread and not (last and runs_on(last))
        broken = last.count("(") > last.count(")") or line.text.startswith("(")
        goes_on = not self._spread and (not last or last.endswith((",", " og")) or "(" in line.text)
        if (is_person(line.text) or goes_on or broken) and not is_point(line.text):
            self._absent.append(line)
        elif self._found.decisions:
            self._end_absent()
            self._part = Part.DECISION
            self._put(line)
        else:
            self._found.stray.append(line)

    def _end_absent(self) -> None:
        if not self._absent:
            return
        people, doubts = absentees_in(self._absent, spread=self._spread)
        if self._found.decisions:
            self._found.decisions[-1].absentees.extend(people)
        else:
            told = "fraværende uden en beslutning; se efter, hvor de hører til"
            doubts = [Doubt(self._absent[0].number, told)]
        self._found.doubts += doubts
        self._absent = []
