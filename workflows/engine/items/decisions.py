"""Reads the text of one decision: what was decided point by point, and who remarked what."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from workflows.engine.definition import DecisionWord
from workflows.engine.items.decision_headings import DecisionHeading
from workflows.engine.items.decision_words import word_in
from workflows.engine.items.description import (
    Doubt,
    ReadAbsentee,
    ReadDecision,
    ReadPoint,
    ReadRemark,
)
from workflows.engine.items.letters import loosely
from workflows.engine.items.lines import Line, flat, paragraphs

_AD = re.compile(
    r"^(?:(?:Ad|Vedr|Vedrørende|Til|Punkt|Pkt|Indstillingspunkt)\b\.?\s*(?:punkt|pkt\.?|indstilling)?"
    r"\s*(?P<number>\d{1,2}|[a-zæøå](?=[):]))(?:\s*(?P<sign>-|–|og|\+|,|til)\s*(?P<last>\d{1,2}))?"
    r"(?:\s*[:.)]|\s+[-–]|(?=\s))\s*)",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBERED = re.compile(r"^(?P<number>\d{1,2})[.):]\s+(?P<sign>)(?P<last>)", re.MULTILINE)
_PERSON = r"[A-ZÆØÅ][\w.'-]+(?:\s+[A-ZÆØÅ][\w.'-]+)*\s*\([A-ZÆØÅa-zæøå .]{1,24}\)"
_SAYS = (
    rf"(?:{loosely('bemærke')}\w*|tager?|tog|stemte|stemmer|{loosely('ønske')}\w*|{loosely('begære')}\w*"
    rf"|kan ikke|kunne ikke|finder|fandt|undlod|undlader|{loosely('foreslår')}|foreslog|mener|"
    r"mente|anbefaler|understrege\w*|opfordre\w*|henstille\w*|noterer?|takker|roser|ser\b|bad|beder|"
    rf"{loosely('udtrykke')}\w*|{loosely('tilføje')}\w*|{loosely('præcisere')}\w*|{loosely('lægger')}|"
    r"kvitterer|konstaterer|erkl\w+|protesterer)"
)
_NAMED = re.compile(
    rf"(?P<members>{_PERSON}(?:(?:\s*,\s*|\s+og\s+|\s+samt\s+){_PERSON})*)\s+{_SAYS}"
)
_BODY = re.compile(
    rf"(?:{loosely('Udvalget')}|{loosely('Byrådet')}|Kommunalbestyrelsen|{loosely('Rådet')}"
    rf"|[A-ZÆØÅ][\w&?-]*(?:\s+(?:og|for|[\w&?-]+)){{0,5}}?\s*(?:udvalget|bestyrelsen|{loosely('rådet')}))"
    rf"\s+{_SAYS}"
)
_PARTY = re.compile(
    rf"(?P<members>(?:Gruppen\s+)?(?:Venstre|Socialdemokratiet|Enhedslisten|SF|Konservative|"
    r"Radikale\s+Venstre|Dansk\s+Folkeparti|Liberal\s+Alliance|Liste\s+[A-ZÆØÅ]|Alternativet|"
    rf"Danmarksdemokraterne|Et\s+mindretal(?:\s*\([^)]*\))?|Mindretallet))\s+{_SAYS}"
)
_STATEMENT = re.compile(
    rf"(?:Mindretalsudtalelse|{loosely('Protokoltilførsel')}|Særudtalelse|{loosely('Bemærkning')}(?:er)?)"
    r"(?:\s+fra\s+(?P<members>[^:]{2,160}))?\s*:\s*",
    re.IGNORECASE,
)
_SAYS_ITSELF = re.compile(rf"(?:{loosely('protokoltilførsel')}|særudtalelse)\b", re.IGNORECASE)
_MINORITY = re.compile(rf"(?:mindretalsudtalelse|{loosely('protokoltilførsel')})\b", re.IGNORECASE)
_DISSENT = re.compile(
    rf"imod|ikke\s+(?:tiltr\w+|{loosely('støtte')}|godkende)|mindretal|{loosely('protokoltilførsel')}"
    r"|forbehold|særudtalelse",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:\A|(?<=[.!?:”\"])\s+|\n+)(?=[A-ZÆØÅ])")


@dataclass(slots=True)
class DecisionLines:
    """A decision as its lines were gathered."""

    line: int
    heading: DecisionHeading
    text: list[Line] = field(default_factory=list)
    absentees: list[ReadAbsentee] = field(default_factory=list)


def read_decision(
    found: DecisionLines, words: Sequence[DecisionWord], gap: int, expected: int
) -> tuple[ReadDecision, list[Doubt]]:
    """The decision and what is not sure of it; `expected` is the recommendation's points."""
    doubts: list[Doubt] = []
    heading, written = found.heading, _written(found.text, gap)
    text, pieces = _points(written, expected)
    remarks: list[ReadRemark] = []
    if pieces:
        *before, (last, ended) = pieces
        ended, remarks = _remarks(ended, after_points=True)
        pieces = [*before, (last, ended)]
    else:
        text, remarks = _remarks(text, after_points=False)
    points = []
    for number, said in pieces:
        word = word_in(said, words)
        if word is None:
            doubts.append(Doubt(found.line, f"Ad {number}: intet kendt beslutningsord; vælg det"))
        points.append(ReadPoint(number, said, word.code if word else None))
    code = _overall(found, text, points, words, doubts)
    _doubt_heading(found, doubts)
    if expected and points and max(point.number for point in points) > expected:
        doubts.append(Doubt(found.line, "der er besluttet om et punkt, som indstillingen ikke har"))
    return (
        ReadDecision(
            found.line,
            heading.body,
            heading.known.code if heading.known else None,
            heading.decided_on,
            heading.item,
            text,
            code,
            tuple(points),
            tuple(remarks),
            tuple(found.absentees),
        ),
        doubts,
    )


def _written(lines: Sequence[Line], gap: int) -> str:
    """The decision's lines in paragraphs, where a line that begins a point stays one of its own."""
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or _AD.match(line.text) or _MINORITY.match(line.text):
            groups.append([line])
        else:
            groups[-1].append(line)
    return "\n".join(paragraphs(group, gap) for group in groups)


def _points(text: str, expected: int) -> tuple[str, list[tuple[int, str]]]:
    """What stands before the points, and (number, text) of each; "Ad 3-4" is said of both."""
    marks = list(_AD.finditer(text))
    if not marks and expected > 1:
        marks = list(_NUMBERED.finditer(text))
        if [mark["number"] for mark in marks] != [str(n + 1) for n in range(len(marks))]:
            marks = []
    if not marks:
        return text, []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    found = [
        (number, text[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=True)
        for number in _numbers(mark)
    ]
    numbers = [number for number, _ in found]
    if len(set(numbers)) != len(numbers):
        return text, []
    return text[: marks[0].start()].strip(), found


def _numbers(mark: re.Match[str]) -> Iterator[int]:
    first = int(mark["number"]) if mark["number"].isdigit() else ord(mark["number"].lower()) - 96
    last = int(mark["last"]) if mark["last"] else first
    if mark["sign"] in ("og", "+", ","):
        yield from {first: None, last: None}
    else:
        yield from range(first, max(first, last) + 1)


def _remarks(text: str, *, after_points: bool) -> tuple[str, list[ReadRemark]]:
    """The decision alone, and the remarks that follow it, each to where the next begins."""
    starts: list[tuple[int, int, str, bool]] = []
    for place in _SENTENCE.finditer(text):
        at = place.end()
        if at == 0:
            continue
        own_line = "\n" in text[place.start() : at]
        found = _remark_at(text, at)
        # What the body says inside a point belongs to that point.
        if found and not (after_points and found[1] == "" and not own_line):
            starts.append((place.start(), *found))
    if not starts:
        return text.strip(), []
    ends = [*(start for start, *_ in starts[1:]), len(text)]
    remarks = []
    for (_, at, members, stated), end in zip(starts, ends, strict=True):
        said = text[at:end].strip()
        if said:
            remarks.append(ReadRemark(members, said, stated))
    return text[: starts[0][0]].strip(), remarks


def _remark_at(text: str, at: int) -> tuple[int, str, bool] | None:
    """(where its words begin, members, whether a statement of a minority) of a remark there."""
    stated = _STATEMENT.match(text, at)
    if stated:
        if _SAYS_ITSELF.match(stated[0]):
            return at, "", True  # its own name for what it is, and whose, stays in its words
        dissent = bool(_DISSENT.search(stated[0]))
        return stated.end(), flat(stated["members"] or ""), dissent
    for pattern in (_NAMED, _PARTY):
        if named := pattern.match(text, at):
            return at, flat(named["members"]), False
    return (at, "", False) if _BODY.match(text, at) else None


def _overall(
    found: DecisionLines,
    text: str,
    points: Sequence[ReadPoint],
    words: Sequence[DecisionWord],
    doubts: list[Doubt],
) -> str | None:
    line, codes = found.line, [point.word for point in points if point.word]
    if codes:
        effects = {word.effect for word in words if word.code in codes}
        if len(effects) > 1:
            doubts.append(Doubt(line, "punkterne gør hver sit ved sagen; vælg, hvad der gælder"))
        return Counter(codes).most_common(1)[0][0]
    if points:
        return None
    word = word_in(text, words)
    if not text:
        doubts.append(Doubt(line, "beslutningen har ingen tekst; se efter, om den er truffet"))
    elif word is None:
        doubts.append(Doubt(line, "beslutningen har intet kendt beslutningsord; vælg det"))
    elif not word.sure:
        doubts.append(Doubt(line, f"beslutningsordet er gættet ({word.code}); se efter"))
    return word.code if word else None


def _doubt_heading(found: DecisionLines, doubts: list[Doubt]) -> None:
    heading = found.heading
    if not heading.body:
        doubts.append(Doubt(found.line, "beslutningen siger ikke, hvem der traf den"))
    elif heading.known is None:
        told = f"»{heading.body}« er intet kendt udvalg; skriv det i bodies.toml"
        doubts.append(Doubt(found.line, told))
    if heading.decided_on is None:
        doubts.append(Doubt(found.line, "beslutningen har ingen dato, der kan læses"))
