"""Reads an agenda item's text: what it says for sure, and a doubt for the rest."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from workflows.engine.definition import Body, DecisionWord
from workflows.engine.errors import WrongInput
from workflows.engine.items.attachments import attachments_in
from workflows.engine.items.dates import find_date
from workflows.engine.items.decision_headings import DecisionHeading
from workflows.engine.items.decisions import read_decision
from workflows.engine.items.description import (
    Doubt,
    ItemDescription,
    ReadDecision,
    ReadSection,
)
from workflows.engine.items.headings import HEADINGS, Part
from workflows.engine.items.known_words import KNOWN_WORDS
from workflows.engine.items.letters import (
    has_lost_letters,
    restorer,
    without_mojibake,
    words_of,
)
from workflows.engine.items.lines import Line, flat, lines_of, paragraphs, usual_gap
from workflows.engine.items.naming_bodies import body_named, in_our_words
from workflows.engine.items.openness import STATED, openness_in
from workflows.engine.items.promises import promises_in
from workflows.engine.items.recommendation import recommendation_in
from workflows.engine.items.sorting import Sorted, Sorter
from workflows.engine.sagsgang import Reading, read_line
from workflows.engine.vocabulary import Openness

LONGEST_ITEM = 2_000_000
"""Characters; what is longer is not one item."""
_NUMBER = re.compile(
    r"(?<![\w./-])(?:\d{2}/\d{2,7}|\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d+-\d{2}|\d{4}-\d{3,7}"
    r"|\d{2,4}-\d{4}-\d{2,6}|[A-ZÆØÅ]{2,6}-\d{4}-\d{3,6}|\d{4}/\d{3,7})(?![\w/-])"
)
_ITEM_NUMBER = re.compile(
    r"(?:(?:punkt|pkt\.?|dagsordenspunkt|sag nr\.?)\s*\d{1,3}\s*[.:)–-]?|sag\s*\d{1,3}\s*:"
    r"|\d{1,3}\s?[.:)])\s+(?=\S)",
    re.IGNORECASE,
)
_STATED_BESIDE = re.compile(
    r"\((?:åben|åbent|lukket)(?:\s+(?:sag|punkt))?\)|\s\([ål]\)$|\s(?:åbent|lukket)\s+punkt$"
    r"|\s(?:åben|lukket)\s+sag$",
    re.IGNORECASE,
)
"""Openness in the line of the title: in brackets, or at its end."""
_LETTERS = {"(å)": Openness.OPEN, "(l)": Openness.CLOSED}
_WHO_DECIDES = re.compile(r"sagen (?:afgøres|behandles|forelægges) .+", re.IGNORECASE)
_ANOTHERS = re.compile(
    r"[A-ZÆØÅ][\w-]*(?:,? (?:og |for )?[\w-]+){0,6}?(?:udvalget|rådet|bestyrelsen)"
)
"""The name of a body that the definitions do not know, alone in its line."""
_PAPER = re.compile(
    r"(?:dagsorden|referat|protokol|beslutningsprotokol|åbent referat|åben dagsorden)\b.*", re.I
)


def read_item(text: str, bodies: Sequence[Body], words: Sequence[DecisionWord]) -> ItemDescription:
    """What the text says, with every doubt in the order of the lines.

    Raises WrongInput for a text that is empty, that is far too long, or that has no title.
    """
    if len(text) > LONGEST_ITEM:
        raise WrongInput(f"teksten er på {len(text)} tegn; ét punkt er højst {LONGEST_ITEM}")
    mended = without_mojibake(text.replace("\0", " "))
    doubts: list[Doubt] = []
    if mended != text:
        doubts.append(Doubt(0, "teksten var gemt i et andet tegnsæt; æ, ø og å er sat ind igen"))
    lines = lines_of(mended)
    if has_lost_letters(mended):
        lines = _restored(lines, bodies, words, doubts)
    if not any(sign.isalpha() for line in lines for sign in line.text):
        raise WrongInput("filen har ingen tekst; vælg en fil med et dagsordenspunkt")
    return _described(Sorter(lines, bodies).sort(), bodies, words, usual_gap(lines), doubts)


def _restored(
    lines: Iterable[Line],
    bodies: Sequence[Body],
    words: Sequence[DecisionWord],
    doubts: list[Doubt],
) -> list[Line]:
    """The lines with known words put back; a doubt says that the rest must be looked through."""
    names = [name for body in bodies for name in (body.name, *body.aliases)]
    names += [name for part in HEADINGS.values() for name in part]
    known = words_of([*names, *(word.text for word in words)]) | KNOWN_WORDS
    restored = restorer(known)
    given = list(lines)
    found = [replace(line, text=restored(line.text)) for line in given]
    changed = sum(one.text != other.text for one, other in zip(given, found, strict=True))
    told = "æ, ø og å mangler i teksten"
    put_back = f"; kendte ord er rettet i {changed} linjer" if changed else ""
    doubts.append(Doubt(0, f"{told}{put_back} — læs resten igennem"))
    return found


def _described(
    found: Sorted,
    bodies: Sequence[Body],
    words: Sequence[DecisionWord],
    gap: int,
    doubts: list[Doubt],
) -> ItemDescription:
    head = _Head(found, bodies)
    doubts += found.doubts
    doubts += head.doubts
    line, route = _route(found, bodies, doubts)
    proposer, points = recommendation_in(found.recommendation)
    if not points:
        doubts.append(Doubt(0, "der er ingen indstilling; skriv den på sagen, hvis der var en"))
    decisions = _decisions(found, head.meeting, words, gap, len(points), doubts)
    attachments, unsure = attachments_in(found.attachments)
    doubts += unsure
    doubts += [
        Doubt(stray.number, f"»{stray.text[:80]}« er ikke taget med") for stray in found.stray
    ]
    if not (found.prose or found.recommendation or decisions):
        raise WrongInput(
            "teksten har hverken sagsfremstilling, indstilling eller beslutning; er det et punkt?"
        )
    prose = _prose(found, gap)
    return ItemDescription(
        head.title,
        head.number,
        head.openness,
        head.officer,
        line,
        route,
        "\n\n".join(one.printed for one in prose),
        prose,
        proposer,
        points,
        decisions,
        attachments,
        promises_in(_all_texts(found, points, decisions, gap)),
        tuple(sorted(doubts, key=lambda doubt: doubt.line)),
    )


class _Head:
    """Title, number, openness and meeting, from the lines above the first heading."""

    def __init__(self, found: Sorted, bodies: Sequence[Body]) -> None:
        self.doubts: list[Doubt] = []
        self.number = ""
        self.openness: Openness | None = None
        self.meeting = found.meeting or _meeting(found, bodies)
        officer = found.fields.get(Part.OFFICER)
        self.officer = officer.text if officer else ""
        titles: list[str] = []
        stated = found.fields.get(Part.NUMBER)
        above = [line for line in found.head if not _WHO_DECIDES.fullmatch(line.text)]
        for line in [*([stated] if stated else []), *_without_papers(above)]:
            rest = self._taken(line.text, is_field=line is stated)
            if rest and line is not stated:
                titles.append(rest)
        bare = [each for each in titles if not _names_a_body(each, bodies)]
        title = flat(" ".join(bare or titles))
        numbered = _ITEM_NUMBER.match(title)
        self.title = title[numbered.end() :] if numbered else title
        self._doubt()

    def _taken(self, text: str, *, is_field: bool) -> str:
        """The line without the number and the openness that stand in it."""
        number = _NUMBER.search(text)
        alone = number and (is_field or STATED.fullmatch(_around(text, number)) or not _around(
            text, number
        ))  # fmt: skip
        if number and alone and not self.number:
            self.number = number[0]
            text = _around(text, number)
        elif is_field and not self.number:
            self.number, text = text.split()[0], ""
        said = STATED.fullmatch(text.strip()) or STATED.match(text)
        if said and self.openness is None:
            self.openness = openness_in(said[0])
            text = text[said.end() :].strip(" -–:|,;")
        beside = _STATED_BESIDE.search(text)
        if beside and self.openness is None:
            self.openness = _LETTERS.get(beside[0].strip().lower()) or openness_in(beside[0])
            text = f"{text[: beside.start()]} {text[beside.end() :]}"
        return flat(text).strip(" |")

    def _doubt(self) -> None:
        if not self.title:
            raise WrongInput(
                "teksten har ingen overskrift over det første afsnit; skriv sagens navn"
            )
        if not self.number:
            self.doubts.append(Doubt(0, "sagsnummeret er ikke fundet; sagen får årets næste"))
        if self.openness is None:
            self.doubts.append(
                Doubt(
                    0,
                    "der står ikke, om sagen er åben; den regnes for lukket, til nogen siger andet",
                )
            )
        if len(self.title) > 250:
            self.doubts.append(Doubt(1, "overskriften er meget lang; se efter, hvor den ender"))


def _names_a_body(text: str, bodies: Sequence[Body]) -> bool:
    """Whether the line is the name of a body and no more, be it one of ours or another's."""
    return body_named(text, bodies) is not None or _ANOTHERS.fullmatch(text) is not None


def _without_papers(head: Sequence[Line]) -> list[Line]:
    """The lines of the head without the paper's own heading, which a date may end a line later."""
    kept, at = [], 0
    while at < len(head):
        count = _lines_of_paper(head[at : at + 3])
        if count == 0:
            kept.append(head[at])
        at += max(count, 1)
    return kept


def _lines_of_paper(lines: Sequence[Line]) -> int:
    if not _PAPER.fullmatch(lines[0].text):
        return 0
    joined = ""
    for count, line in enumerate(lines, start=1):
        joined = f"{joined} {line.text}".strip()
        when = find_date(joined)
        if when is not None and when[2] >= len(joined) - 1:
            return count
    return 1


def _around(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}".strip(" -–:|,;")


def _meeting(found: Sorted, bodies: Sequence[Body]) -> DecisionHeading | None:
    """The meeting as the fields of the head and the paper's own heading tell it."""
    value = {name: line.text for name, line in found.fields.items()}
    named = value.get("Udvalg", "") or value.get("Møde", "")
    day = value.get("Mødedato", "") or value.get("Dato", "") or value.get("Mødetidspunkt", "")
    for line in found.head:
        if _names_a_body(line.text, bodies):
            named = named or line.text
        elif _PAPER.fullmatch(line.text) and find_date(line.text):
            day = day or line.text
    when = find_date(day) or find_date(named)
    name = named[: found_at[1]] if (found_at := find_date(named)) else named
    body = body_named(re.sub(r"\W+(?:den|d)?\W*$", "", name), bodies)
    if body is None and when is None:
        return None
    shown = body.name if body else name.strip()
    return DecisionHeading(shown, body, when[0] if when else None, "", "", 1, titled=False)


def _route(
    found: Sorted, bodies: Sequence[Body], doubts: list[Doubt]
) -> tuple[str, tuple[str | None, ...]]:
    """The line as printed, and its codes where every name is known."""
    if not found.route:
        return "", ()
    line = flat(" ".join(each.text for each in found.route))
    try:
        read = _read_line(line, bodies)
    except WrongInput as fault:
        for told in str(fault).splitlines():
            doubts.append(Doubt(found.route[0].number, f"sagsgangen kan ikke læses: {told}"))
        return line[:1000], ()
    return line, tuple(body.code if body else None for body in read.words)


def _read_line(line: str, bodies: Sequence[Body]) -> Reading:
    try:
        return read_line(line, bodies)
    except WrongInput:
        ours = in_our_words(line, bodies)
        if ours == line:
            raise
        return read_line(ours, bodies)


def _decisions(
    found: Sorted,
    meeting: DecisionHeading | None,
    words: Sequence[DecisionWord],
    gap: int,
    points: int,
    doubts: list[Doubt],
) -> tuple[ReadDecision, ...]:
    read: list[ReadDecision] = []
    for each in found.decisions:
        heading = each.heading
        empty = not each.text and not each.absentees
        if empty and not heading.body and heading.decided_on is None:
            continue  # only a word above the decisions
        if meeting and not heading.body:
            each.heading = heading = replace(heading, body=meeting.body, known=meeting.known)
        if meeting and heading.decided_on is None and heading.known == meeting.known:
            each.heading = replace(heading, decided_on=meeting.decided_on)
        if empty and not each.heading.decided_on:
            continue
        decision, unsure = read_decision(each, words, gap, points)
        read.append(decision)
        doubts += unsure
    return tuple(read)


def _prose(found: Sorted, gap: int) -> tuple[ReadSection, ...]:
    return tuple(ReadSection(name, paragraphs(lines, gap)) for name, lines in found.prose if lines)


def _all_texts(
    found: Sorted, points: Iterable[str], decisions: Iterable[ReadDecision], gap: int
) -> Iterable[tuple[int, str]]:
    for _, lines in found.prose:
        if lines:
            yield lines[0].number, paragraphs(lines, gap)
    if found.recommendation:
        for point in points:
            yield found.recommendation[0].number, point
    for decision in decisions:
        yield decision.line, decision.text
        yield from ((decision.line, point.text) for point in decision.points)
        yield from ((decision.line, remark.text) for remark in decision.remarks)
