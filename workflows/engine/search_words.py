"""Words as a search knows them: folded, æ, ø and å in one spelling, cut down to their stem."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from snowballstemmer import stemmer

from workflows.engine.naming import ascii_letters, folded

LONGEST_TEXT = 400_000
"""Characters of one text whose words are found: what comes after adds few that are new."""

LONGEST_WORD = 30
"""Letters of a word that count."""

MOST_WORDS = 2_000
"""Words of one text that it is found by, the first ones; a text of twenty pages has no more.

Each word that is new costs some thirty rows, and anybody with a link can send a text.
"""

MOST_TERMS = 8
"""Words of a question that count."""

SHORTEST_INNER = 4
"""Letters from which on a word is found within others too: `skole` in `folkeskole`."""

SHORTEST_MISSPELT = 4
"""Letters from which on a word may be misspelt."""

_WORD = re.compile(r"\w+(?:[/.-]\w+)*")
_PART = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")

_SPELLINGS = (("aa", "a"), ("ae", "a"), ("oe", "o"))
"""How people without the letters write å, æ and ø, and what they leave of it in a hurry."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written, in small letters without accents, and its stem."""

    text: str
    stem: str


def words(texts: Iterable[str]) -> set[Word]:
    """The words of texts; of a number such as `23/2079` the whole of it and its parts."""
    found: set[Word] = set()
    for text in texts:
        found.update(_stemmed(islice(_different(text), MOST_WORDS)))
    return found


def _different(text: str) -> Iterator[str]:
    """The words of a text in its order, each once; a number's parts come before the whole of it."""
    seen: set[str] = set()
    for found in _WORD.finditer(_even(text[:LONGEST_TEXT])):
        word = found.group()
        for each in (*_PART.findall(word), *([word] if _DIGIT.search(word) else ())):
            if each not in seen:
                seen.add(each)
                yield each


def terms(question: str) -> tuple[Word, ...]:
    """The words that all have to be found, in the order of the question, each stem once."""
    asked: list[str] = []
    for word in _WORD.findall(_even(question)):
        asked += [word] if _DIGIT.search(word) else _PART.findall(word)
    found = {word.stem: word for word in _stemmed(asked)}
    return tuple(found.values())[:MOST_TERMS]


def endings(word: Word) -> Iterator[str]:
    """By what a word is found: itself, and each of its endings that is long enough to be asked."""
    yield word.text
    if not _DIGIT.search(word.text):
        for begin in range(1, len(word.text) - SHORTEST_INNER + 1):
            yield word.text[begin:]


def slips(word: Word) -> frozenset[str]:
    """What is left of a word when at most one letter is forgotten, `aa`, `ae` and `oe` being one.

    Two words that are one slip from each other (a letter too many, too few, another, or two that
    changed places) have one of these in common. Empty for numbers and short words.
    """
    if _DIGIT.search(word.text):
        return frozenset()
    return _shortened(word.text) | _shortened(word.stem)


def _shortened(text: str) -> frozenset[str]:
    if len(text) < SHORTEST_MISSPELT:
        return frozenset()
    for spelling, letter in _SPELLINGS:
        text = text.replace(spelling, letter)
    return frozenset((text, *(text[:at] + text[at + 1 :] for at in range(len(text)))))


def answers_to(word: Word, term: Word) -> bool:
    """Whether a word is what a term asks for: the same, begun with it, or with it within."""
    inner = len(term.text) >= SHORTEST_INNER and term.text in word.text
    return word.stem == term.stem or word.text.startswith(term.text) or inner


def _even(text: str) -> str:
    """Without NUL and lone surrogates, which no database keeps, and in one Unicode form."""
    return folded(text.replace("\x00", " ").encode("utf-8", "replace").decode())


def _stemmed(texts: Iterable[str]) -> Iterator[Word]:
    # Made for each call: a stemmer keeps the word that it works on, and pages are many threads.
    danish = stemmer("danish")
    for text in map(_without_accents, texts):
        stem = text if _DIGIT.search(text) else danish.stemWord(text)
        word = Word(ascii_letters(text)[:LONGEST_WORD], ascii_letters(stem)[:LONGEST_WORD])
        if len(word.text) > 1 or word.text.isdigit():
            yield word


def _without_accents(word: str) -> str:
    """The word with its Danish letters, and no marks on the others."""
    if word.isascii():
        return word
    parted = (sign if sign in "æøå" else unicodedata.normalize("NFKD", sign) for sign in word)
    return "".join(sign for sign in "".join(parted) if not unicodedata.combining(sign))
