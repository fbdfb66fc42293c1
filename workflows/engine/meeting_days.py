"""The days on which a body meets: by rule and by list, with those moved and cancelled."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from workflows.engine.daywords import MONTHS, WEEKDAYS, day_words
from workflows.engine.definition import MeetingChange
from workflows.engine.errors import WrongInput
from workflows.engine.quoting import shown
from workflows.engine.wording import days as say

LAST = 0
_WEEK = 7
_ORDINALS: Mapping[str, int] = {
    "første": 1,
    "anden": 2,
    "tredje": 3,
    "fjerde": 4,
    "sidste": LAST,
}
_RULE = re.compile(rf"({'|'.join(_ORDINALS)}) ({'|'.join(WEEKDAYS)})")


@dataclass(frozen=True, slots=True)
class MeetingRule:
    """A day of every month, such as its third Tuesday, within a period and outside some months."""

    ordinal: int
    """1 to 4, or `LAST`."""
    weekday: int
    """0 is Monday."""
    text: str
    """As written: `tredje tirsdag`."""
    first: date = date.min
    last: date = date.min
    """Both are days of the period."""
    without: tuple[int, ...] = ()
    """Months, 1 to 12, in which there is no meeting."""


def read_rule(text: str) -> tuple[int, int]:
    """Ordinal and weekday of `tredje tirsdag` or `sidste torsdag`; raises WrongInput for others."""
    found = _RULE.fullmatch(" ".join(text.lower().split()))
    if found is None:
        raise WrongInput(say.is_no_rule(shown(text)))
    return _ORDINALS[found[1]], WEEKDAYS.index(found[2])


def read_month(text: str) -> int:
    """The number, 1 to 12, of `juli`; raises WrongInput for what is not a month."""
    if text.lower() not in MONTHS:
        raise WrongInput(say.is_no_month(shown(text)))
    return MONTHS.index(text.lower()) + 1


def days_by_rule(rule: MeetingRule) -> Iterator[date]:
    """The days that the rule gives, in order."""
    month = rule.first.replace(day=1)
    while month <= rule.last:
        following = (month + timedelta(days=31)).replace(day=1)
        day = _in_month(rule, month, following)
        if rule.first <= day <= rule.last and month.month not in rule.without:
            yield day
        month = following


def _in_month(rule: MeetingRule, month: date, following: date) -> date:
    if rule.ordinal == LAST:
        last = following - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - rule.weekday) % _WEEK)
    first = month + timedelta(days=(rule.weekday - month.weekday()) % _WEEK)
    return first + timedelta(weeks=rule.ordinal - 1)


def days_held(
    rule: MeetingRule | None, listed: Iterable[date], changes: Iterable[MeetingChange]
) -> Mapping[date, str]:
    """The days on which there is a meeting, in order, each with its reason in Danish."""
    why = dict.fromkeys(days_by_rule(rule), say.rule_of_the_month(rule.text)) if rule else {}
    for day in listed:
        why.setdefault(day, say.STANDS_IN_THE_CALENDAR)
    gone = list(changes)
    for change in gone:
        why.pop(change.day, None)
    for change in gone:
        if change.to is not None:
            why[change.to] = say.moved_from(day_words(change.day), change.reason)
    return dict(sorted(why.items()))
