"""Periods as people write them: `4 uger`, `14 dage`, `10 hverdage`, `1 måned`."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from workflows.engine.errors import WrongInput
from workflows.engine.faults import printable
from workflows.engine.wording import days as say


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class Period:
    """A number of days, weeks, months or working days; zero only in a reminder ladder."""

    count: int
    unit: Unit


_WORDS: Mapping[Unit, tuple[str, str]] = {
    Unit.DAYS: ("dag", "dage"),
    Unit.WEEKS: ("uge", "uger"),
    Unit.MONTHS: ("måned", "måneder"),
    Unit.WORKING_DAYS: ("hverdag", "hverdage"),
}
_UNITS = {word: unit for unit, words in _WORDS.items() for word in words}
_MOST: Mapping[Unit, int] = {
    Unit.DAYS: 3650,
    Unit.WEEKS: 520,
    Unit.MONTHS: 120,
    Unit.WORKING_DAYS: 2500,
}
"""About ten years: no hearing lasts that long, so more is a slip of the keyboard."""

_WRITTEN = re.compile(r"([-−–]? ?)([0-9]+)([.,][0-9]+)? ?(.*)")
_LONGEST_QUOTE = 60
_LONGEST_NUMBER = 6


def read_period(text: str, *, allow_zero: bool = False) -> Period:
    """The period that a Danish text such as `4 uger` names, whatever its case and blanks.

    Raises `WrongInput`, in Danish and on one line, when it is no such period; zero is one only
    where `allow_zero` says so, and nothing longer than about ten years is.
    """
    found = _WRITTEN.fullmatch(_plain(text))
    if found is None:
        raise WrongInput(say.is_no_period(_quoted(text)))
    sign, digits, fraction, word = found.groups()
    if fraction:
        raise WrongInput(say.is_no_whole_count(_quoted(text)))
    unit = _read_unit(text, digits, word)
    if sign.strip():
        raise WrongInput(say.is_negative(_quoted(text)))
    return Period(_read_count(text, digits, unit, allow_zero=allow_zero), unit)


def period_words(period: Period) -> str:
    """The period as Danes write it: `1 uge`, `14 dage`."""
    one, several = _WORDS[period.unit]
    return f"{period.count} {one if period.count == 1 else several}"


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _read_unit(text: str, digits: str, word: str) -> Unit:
    if not word:
        raise WrongInput(say.has_no_unit(_quoted(text)))
    if word in _UNITS:
        return _UNITS[word]
    near = get_close_matches(word[:_LONGEST_QUOTE], _UNITS, n=1)
    hint = say.did_you_mean(_fitting(digits, near[0])) if near else say.WRITE_A_PERIOD
    raise WrongInput(say.has_an_unknown_unit(_quoted(text), _quoted(word), hint))


def _fitting(digits: str, word: str) -> str:
    """The unit's word in the number that goes with the digits."""
    one, several = _WORDS[_UNITS[word]]
    return one if digits == "1" else several


def _read_count(text: str, digits: str, unit: Unit, *, allow_zero: bool) -> int:
    # Python refuses to read a number of thousands of digits, so length is looked at first.
    significant = digits.lstrip("0")
    if len(significant) > _LONGEST_NUMBER or int(significant or "0") > _MOST[unit]:
        most = period_words(Period(_MOST[unit], unit))
        raise WrongInput(say.is_too_long(_quoted(text), most))
    if not significant and not allow_zero:
        raise WrongInput(say.is_zero(_quoted(text)))
    return int(significant or "0")


def _quoted(text: str) -> str:
    shown = " ".join(printable(text).split())
    return f'"{shown}"' if len(shown) <= _LONGEST_QUOTE else f'"{shown[:_LONGEST_QUOTE]}…"'
