"""Danish letters that were lost on the way: put back where it is sure what stood there."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

_SPECIAL = "æøåÆØÅ"
_MOJIBAKE = re.compile("[\xc2\xc3][\x80-\xbf\u0152-\u2122]")
_LOST = {
    "æ": "æ|ae|ze|zae|ee|a@|z|a|e|ä|\\?|\ufffd|",
    "ø": "ø|oe|eo|o|e|a|0|ö|@|\\?|\ufffd|",
    "å": "å|aa|ré|rå|a|á|à|é|i|d|&|ä|\\?|\ufffd|",
}
"""How each letter is printed where it was lost: without its sign, misread, or not at all."""
_ENOUGH = 0.004
"""Every thirtieth letter of Danish prose is one of the three; a text with fewer lost them."""
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[?\ufffd@&](?=[^\W_]|\Z|\s))*")


def loosely(name: str) -> str:
    """A pattern for a name, however its æ, ø and å came out and wide its spaces are."""
    return "".join(_loose_sign(sign) for sign in re.sub(r"\s+", " ", name))


def _loose_sign(sign: str) -> str:
    if sign == " ":
        return r"\s+"
    if sign.lower() in _LOST:
        return f"(?:{_LOST[sign.lower()]})"
    return r"\s*[-–—]\s*" if sign == "-" else re.escape(sign)


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8, or else the Windows-1252 of old exports; never refuses bytes."""
    for codec in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def without_mojibake(text: str) -> str:
    """UTF-8 that was read as Latin-1 or Windows-1252 (`Ã¸`) as it was written."""

    def mended(found: re.Match[str]) -> str:
        for codec in ("cp1252", "latin-1"):
            try:
                return found[0].encode(codec).decode()
            except UnicodeError:
                continue
        return found[0]

    return _MOJIBAKE.sub(mended, text)


def has_lost_letters(text: str) -> bool:
    """Whether the text is so poor in æ, ø and å that they must have been lost."""
    letters = sum(sign.isalpha() for sign in text)
    return letters > 0 and sum(sign in _SPECIAL for sign in text) < _ENOUGH * letters


def restorer(words: Iterable[str]) -> Callable[[str], str]:
    """A function that puts known words back in a text that lost its letters."""
    patterns = _patterns(tuple(sorted({each for each in words if _is_special(each)})))

    def restored(text: str) -> str:
        return _WORD.sub(lambda found: _restored_word(found[0], patterns), text)

    return restored


@lru_cache(maxsize=8)
def _patterns(words: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((word, re.compile(loosely(word), re.IGNORECASE)) for word in words)


def _restored_word(word: str, patterns: tuple[tuple[str, re.Pattern[str]], ...]) -> str:
    fitting = {known.lower() for known, pattern in patterns if pattern.fullmatch(word)}
    if len(fitting) != 1 or word.lower() in fitting:
        return word
    known = fitting.pop()
    if word.isupper() and sum(map(str.isalpha, word)) > 1:
        return known.upper()
    return known[0].upper() + known[1:] if word[0].isupper() else known


def _is_special(word: str) -> bool:
    return any(sign in _SPECIAL for sign in word)


def words_of(names: Iterable[str]) -> frozenset[str]:
    """The single words of names, those with a letter that can be lost."""
    found = {word for name in names for word in re.findall(r"[^\W\d_]+", name)}
    return frozenset(word for word in found if _is_special(word) and len(word) > 2)
