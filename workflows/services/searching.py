"""Finds cases for the list: all of a kind, or those with the words that somebody looks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from workflows.engine.case_words import body_word
from workflows.engine.naming import names_of
from workflows.engine.search_words import Word, answers_to, slips, terms, words
from workflows.engine.vocabulary import Place
from workflows.records.case_list import ListedCase, Listing, Viewer, list_cases
from workflows.records.database import Database, Transaction, in_transaction
from workflows.records.indexing import index_the_rest
from workflows.records.search import Meant, Term, places_of, rarest_first, stems_of, with_slips
from workflows.services.installation import Installation

PER_PAGE = 50

_AT_ONCE = 200
"""Cases whose words are written in one transaction."""


@dataclass(frozen=True, slots=True)
class FoundCases:
    """One page of what was found."""

    cases: tuple[ListedCase, ...] = ()
    more: bool = False
    """Whether another page follows."""
    places: Mapping[str, frozenset[Place]] = field(default_factory=dict)
    """Where in each case the words stand, when words were looked for."""
    is_like: bool = False
    """Whether no case has the words as they were typed, and these have some that are like them."""


def find_cases(
    house: Installation,
    looks: Viewer,
    listing: Listing,
    text: str,
    *,
    skip: int = 0,
    most: int = PER_PAGE,
) -> FoundCases:
    """The cases that the viewer may see and that have all the words; without words all of them.

    Where no case has them, those are found that have words like them.
    """

    about = (frozenset({body_word(listing.body).stem}),) if listing.body else ()

    def page(connection: Transaction, wanted: Meant | None, begin: int = skip) -> FoundCases:
        if wanted is not None and not all(wanted.stems):
            return FoundCases()
        stems = (*(wanted.stems if wanted else ()), *about)
        narrowed = Meant(stems) if stems else None
        found = list_cases(connection, looks, listing, narrowed, begin, most + 1)
        ids = [one.id for one in found]
        places = places_of(connection, wanted, ids) if wanted and ids else {}
        return FoundCases(tuple(found[:most]), len(found) > most, places)

    with house.database.connect() as connection:
        if not text.strip():
            return page(connection, None)
        asked = terms(text)
        if not asked:
            return FoundCases()
        stems = stems_of(connection, [_term(house, word, answers_to) for word in asked])
        exact = rarest_first(connection, stems)
        found = page(connection, exact)
        if found.cases or (skip and page(connection, exact, 0).cases):
            return found
        like = with_slips(connection, [_term(house, word, _is_like) for word in asked], stems)
        near = page(connection, rarest_first(connection, like))
        return FoundCases(near.cases, near.more, near.places, is_like=True)


def _term(house: Installation, word: Word, fits: Callable[[Word, Word], bool]) -> Term:
    """The word, with the bodies that have one in their names that fits it."""
    return Term(
        word,
        frozenset(
            body_word(body.code).stem
            for body in house.definitions.bodies
            if any(fits(name, word) for name in _words_of(names_of(body)))
        ),
    )


@lru_cache(maxsize=4096)
def _words_of(names: frozenset[str]) -> frozenset[Word]:
    """Kept, for the bodies are the same from one question to the next."""
    return frozenset(words(names))


_slips = lru_cache(maxsize=4096)(slips)


def _is_like(word: Word, term: Word) -> bool:
    return answers_to(word, term) or not _slips(word).isdisjoint(_slips(term))


def index_cases(database: Database) -> int:
    """Write the words of all cases that have none, as those from before there was a search."""
    done = 0
    while count := in_transaction(database, lambda one: index_the_rest(one, _AT_ONCE)):
        done += count
    return done
