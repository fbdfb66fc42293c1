"""Which words an act writes in a case, and where, so that a search finds the case by them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workflows.engine.changes.answers import ResponseAdded
from workflows.engine.changes.cases import CaseTextSet, PartAdded, PointAdded
from workflows.engine.changes.change import Change
from workflows.engine.changes.hearings import PartyAdded
from workflows.engine.changes.meetings import (
    AdditionWritten,
    DecisionAdded,
    DecisionPointAdded,
    RemarkAdded,
)
from workflows.engine.route import Route
from workflows.engine.search_words import Word, words
from workflows.engine.vocabulary import Place

_BODY_SIGN = "@"
"""Before the code of a body; no word begins with it. The names of bodies may change, codes not."""


@dataclass(frozen=True, slots=True)
class CaseWord:
    """A word that stands in a case."""

    place: Place
    word: Word


def body_word(code: str) -> Word:
    """By what a search knows that a body treats a case or is heard in it."""
    return Word(f"{_BODY_SIGN}{code}", f"{_BODY_SIGN}{code}")


def words_opened(number: str, title: str, route: Route | None) -> set[CaseWord]:
    """The words of a case that is opened now."""
    return {*words_at(Place.CASE, (number, title)), *words_of_route(route)}


def words_of_route(route: Route | None) -> set[CaseWord]:
    """The bodies that the case goes to, where a route is written."""
    codes = {step.body for step in route.steps if step.body} if route else ()
    return {CaseWord(Place.BODY, body_word(code)) for code in codes}


def words_at(place: Place, texts: Iterable[str]) -> set[CaseWord]:
    """The words of texts that stand at one place."""
    return {CaseWord(place, word) for word in words(texts)}


def words_written(number: str, changes: Iterable[Change]) -> set[CaseWord]:
    """The words that changes write in the case with this number."""
    written: set[CaseWord] = set()
    for change in changes:
        written.update(_words(number, change))
    return written


def rewrites(changes: Iterable[Change]) -> bool:
    """Whether the case's own words are written anew, so that those that stood there are gone."""
    return any(isinstance(change, CaseTextSet) for change in changes)


def _words(number: str, change: Change) -> Iterator[CaseWord]:
    match change:
        case CaseTextSet():
            texts = (number, change.title, change.text, change.proposer)
            yield from words_at(Place.CASE, texts)
        case PointAdded() | PartAdded():
            yield from words_at(Place.CASE, (change.text,))
        case PartyAdded():
            yield from words_at(Place.BODY, (change.name,))
            if change.body:
                yield CaseWord(Place.BODY, body_word(change.body))
        case ResponseAdded():
            yield from words_at(Place.ANSWER, (change.text,))
        case DecisionAdded() | DecisionPointAdded() | AdditionWritten() | RemarkAdded():
            yield from words_at(Place.DECISION, (change.text,))
        case _:
            pass
