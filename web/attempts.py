"""Tries what an officer asked for, and says in Danish why it could not be done."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from web.fields import Form
from web.refusals import Problem
from web.wording import refusals as say
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed, WrongInput
from workflows.services.errors import StaleVersion
from workflows.services.wording.journal import actor_words
from workflows.services.wording.lacks import lack_words

Result = TypeVar("Result")


_FIELDS: Mapping[Lack, tuple[str, ...]] = {
    Lack.TITLE: ("title",),
    Lack.REASON: ("reason",),
    Lack.HEARING_RULE: ("rule",),
    Lack.HEARING_TEXT: ("text",),
    Lack.CHANGES: ("changes",),
    Lack.PARTIES: ("bodies",),
    Lack.PARTY_TWICE: ("bodies",),
    Lack.CONTACT: ("bodies",),
    Lack.DEADLINE_IN_FUTURE: ("due_on",),
    Lack.DEADLINE_LATER_THAN_BEFORE: ("due_on",),
    Lack.MINIMUM_PERIOD: ("due_on",),
    Lack.MEETING: ("meets_on",),
    Lack.MEETING_OF_THIS_BODY: ("meets_on",),
    Lack.MEETING_IS_CLOSED: ("meets_on",),
    Lack.LATE_ITEM_REASON: ("reason",),
    Lack.SENT_AGENDA_REASON: ("reason",),
    Lack.ADDITION: ("text",),
    Lack.PAST_MEETING_REASON: ("reason",),
    Lack.WORD: ("word",),
    Lack.EFFECT: ("effect",),
    Lack.DECISION_TEXT: ("text",),
    Lack.TARGET: ("refer_to", "via"),
    Lack.ROUTE_KEEPS_WALKED: ("route",),
    Lack.ANSWER_TEXT: ("text",),
    Lack.FILE: ("file",),
}
"""The fields of the desk's forms in which each thing that is missing would stand."""

_NOT_FOR_YOU = (Lack.ANOTHER_OFFICER, Lack.RESPONSIBLE_OFFICER, Lack.SECRETARY, Lack.WRITER)
"""What nobody can put right but somebody else."""

_WRONG = (
    Lack.PARTY_TWICE,
    Lack.DEADLINE_IN_FUTURE,
    Lack.DEADLINE_LATER_THAN_BEFORE,
    Lack.MINIMUM_PERIOD,
    Lack.MEETING_IS_CLOSED,
)
"""What was written and cannot be so: nothing is missing, something is to be put right."""


def attempted(
    act: Callable[[], Result], form: Form | None = None, also: Collection[str] = ()
) -> Result | Problem:
    """What the act gives, or why it was refused; NotFound is passed on.

    What is missing is told at its field when `form` brought that field, or when it is among
    `also`: those that a browser leaves out while nothing is ticked.
    """
    try:
        return act()
    except StaleVersion as stale:
        return _stale(stale)
    except NotAllowed:
        return Problem(409, say.NOT_NOW, ())
    except Incomplete as incomplete:
        if any(missing.code is Lack.STALE_ANSWER for missing in incomplete.missing):
            return _answered_meanwhile()
        if any(missing.code in _NOT_FOR_YOU for missing in incomplete.missing):
            return Problem(
                403, say.SOMEBODY_ELSES_TO_DO, tuple(map(lack_words, incomplete.missing))
            )
        told = [_told(missing, _place(missing, form, also)) for missing in incomplete.missing]
        wrong = any(missing.code in _WRONG for missing in incomplete.missing)
        return _faulty(say.SOMETHING_IS_WRONG if wrong else say.SOMETHING_IS_MISSING, told)
    except WrongInput as refused:
        told = [(refused.field, sentence(line)) for line in str(refused).splitlines()]
        return _faulty(say.SOMETHING_IS_WRONG, told)


@contextmanager
def about(field: str) -> Iterator[None]:
    """Whatever is found wrong in here, and names no field, is wrong with this one."""
    try:
        yield
    except WrongInput as wrong:
        raise WrongInput(str(wrong), wrong.field or field) from None


def _told(missing: Missing, field: str) -> tuple[str, str]:
    """A word that is chosen from a list needs no second list of what can be chosen."""
    listed = field == "word"
    return field, lack_words(replace(missing, detail="") if listed else missing)


def _place(missing: Missing, form: Form | None, also: Collection[str]) -> str:
    names = _FIELDS.get(missing.code, ())
    shown = (name for name in names if name in also or (form is not None and form.has(name)))
    return next(shown, "")


def _faulty(title: str, told: list[tuple[str, str]]) -> Problem:
    return Problem(
        422,
        title,
        tuple(words for field, words in told if not field),
        faults=tuple((field, words) for field, words in told if field),
    )


def _answered_meanwhile() -> Problem:
    return Problem(
        409,
        say.ANSWER_WAS_CHANGED,
        (say.NOTHING_KEPT_SEE_WHAT_CAME,),
    )


def _stale(stale: StaleVersion) -> Problem:
    return Problem(
        409,
        say.CASE_WAS_CHANGED,
        (
            say.has_changed_the_case(actor_words(stale.changed_by)),
            say.NOTHING_KEPT_LOOK_THROUGH,
        ),
        stale.changed_at,
    )


def sentence(line: str) -> str:
    """The line with a capital letter and a full stop, where it has none."""
    return f"{line[:1].upper()}{line[1:]}{'' if line.endswith(('.', '?', '!')) else '.'}"
