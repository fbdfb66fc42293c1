"""How values and near misses are quoted in a fault."""

from collections.abc import Iterable
from difflib import get_close_matches

from workflows.engine.naming import folded
from workflows.engine.wording import values as say

_LONGEST = 60
_LARGEST = 10**18


def nearest(text: str, words: Iterable[str]) -> str:
    """`mente du `frist`?` for the nearest of the words, or nothing when none is near."""
    near = nearest_name(text, words)
    return say.did_you_mean(near) if near else ""


def nearest_name(text: str, words: Iterable[str]) -> str:
    """The nearest of the words, or nothing when none is near."""
    by_folded = {folded(word): word for word in words}
    near = get_close_matches(folded(text)[:_LONGEST], list(by_folded), n=1, cutoff=0.6)
    return by_folded[near[0]] if near else ""


def nearest_or_all(text: str, words: Iterable[str]) -> str:
    """The nearest of the words, or all of them when none is near."""
    known = list(dict.fromkeys(words))
    return nearest(text, known) or f"kendte: {', '.join(known)}"


def shown(value: object) -> str:
    """A value on the page: short, text in quotation marks, lists and tables only named.

    Lists can be as deep as they like, and Python refuses to write very large numbers.
    """
    match value:
        case str():
            written = f'"{value}"'
        case bool():
            written = str(value).lower()
        case dict():
            written = say.A_TABLE
        case list():
            written = say.A_LIST
        case int() if abs(value) > _LARGEST:
            written = say.A_VERY_LARGE_NUMBER
        case _:
            written = str(value)
    return written if len(written) <= _LONGEST else f"{written[:_LONGEST]}…"
