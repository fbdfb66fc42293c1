"""Finds cases by the words in them: whole, begun, within others, or misspelt."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    func,
    select,
    union,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from workflows.engine.search_words import SHORTEST_INNER, Word, slips
from workflows.engine.vocabulary import Place
from workflows.records.cases import Case
from workflows.records.search_tables import SearchEnding, SearchSlip, SearchWord

MOST_STEMS = 30
"""Stems that one word of a question stands for; the shortest are the nearest to what was meant."""

_ENOUGH = 500
"""Cases from which on it does not matter how many more have a word."""

_LAST = "\U0010ffff"
"""Comes after every letter."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question, and the bodies that it may mean."""

    word: Word
    bodies: frozenset[str] = frozenset()
    """As stems."""


Stems = tuple[frozenset[str], ...]
"""For each word of a question in its order all the stems that answer to it; none if none do."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Each word of a question with all the stems that answer to it, the rarest word first."""

    stems: Stems


def stems_of(connection: Connection, question: Sequence[Term]) -> Stems:
    """What each word stands for: as it is, as a beginning, and within others if long enough."""
    return tuple(term.bodies | _found_by(connection, term.word) for term in question)


def with_slips(connection: Connection, question: Sequence[Term], stems: Stems) -> Stems:
    """What each word stands for when it has one letter wrong, beside what it is as it stands."""
    return tuple(
        exact | term.bodies | _one_slip_away(connection, term.word)
        for term, exact in zip(question, stems, strict=True)
    )


def _found_by(connection: Connection, word: Word) -> frozenset[str]:
    """The word's own stem, and those of words that begin with it or have it within.

    Empty where no case has had any of them: then nothing need be looked for.
    """
    wanted = select(SearchEnding.stem).where(_begins(SearchEnding.ending, word.text))
    if len(word.text) < SHORTEST_INNER:
        wanted = wanted.where(_begins(SearchEnding.stem, word.text))
    nearest = wanted.group_by(SearchEnding.stem).order_by(
        func.length(SearchEnding.stem), SearchEnding.stem
    )
    its_own = select(SearchWord.stem).where(SearchWord.stem == word.stem)
    parts = (nearest.limit(MOST_STEMS).subquery(), its_own.limit(1).subquery())
    return frozenset(connection.scalars(union(*(select(part.c.stem) for part in parts))))


def _begins(column: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    return and_(column >= text, column < text + _LAST)


def _one_slip_away(connection: Connection, word: Word) -> frozenset[str]:
    near = select(SearchSlip.stem).where(SearchSlip.slip.in_(slips(word))).distinct()
    return frozenset(connection.scalars(near.order_by(SearchSlip.stem).limit(MOST_STEMS)))


def rarest_first(connection: Connection, groups: Stems) -> Meant:
    """Cases are looked for by the rarest word, and the others looked up in each."""
    if len(groups) < 2 or not all(groups):
        return Meant(groups)
    counts = connection.execute(select(*(_count(group) for group in groups))).one()
    order = sorted(range(len(groups)), key=lambda place: counts[place])
    return Meant(tuple(groups[place] for place in order))


def _count(group: Collection[str]) -> Any:
    some = select(SearchWord.stem).where(SearchWord.stem.in_(group)).limit(_ENOUGH).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def newest_with(wanted: Meant, condition: ColumnElement[bool], most: int) -> Select[Any]:
    """Ids of at most so many cases with all the words that meet a condition: the newest, and more.

    Each stem is followed through its index from the newest case on and left when there are
    enough, so that a word that stands in every case costs no more than a rare one.
    """
    first, *others = wanted.stems
    every = and_(condition, *(has_one_of(group) for group in others))
    parts = [
        select(
            select(SearchWord.case_id)
            .join(Case, Case.id == SearchWord.case_id)
            .where(SearchWord.stem == stem, every)
            .distinct()
            .order_by(SearchWord.case_id.desc())
            .limit(most)
            .subquery()
            .c.case_id
        )
        for stem in sorted(first)
    ]
    return select(union(*parts).subquery().c.case_id)


def has_one_of(group: Collection[str]) -> ColumnElement[bool]:
    """The condition on a case that one of the stems is in it."""
    word = aliased(SearchWord)
    return exists().where(word.case_id == Case.id, word.stem.in_(group)).correlate(Case)


def places_of(
    connection: Connection, wanted: Meant, cases: Collection[str]
) -> dict[str, frozenset[Place]]:
    """Where in these cases the words stand."""
    stems = frozenset().union(*wanted.stems)
    rows = connection.execute(
        select(SearchWord.case_id, SearchWord.place)
        .where(SearchWord.case_id.in_(cases), SearchWord.stem.in_(stems))
        .distinct()
    )
    found: dict[str, set[Place]] = {}
    for row in rows:
        found.setdefault(row.case_id, set()).add(Place(row.place))
    return {case: frozenset(places) for case, places in found.items()}
