"""What the form of a decision gives and asks for: points, remarks, votes and who was there."""

from collections.abc import Iterable, Mapping

from web.fields import LONGEST_LINE, Form
from web.wording import forms as say
from workflows.engine.commands.meetings import PointDecision, RemarkText, VoteCount
from workflows.engine.definition import CaseType
from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import Effect
from workflows.records.decisions import ShownVote

MOST_VOTES = 9999


def points_in(form: Form) -> list[PointDecision]:
    """What was decided on the points; those that nothing was written about are left out."""
    texts, words = form.all("point_text"), form.all("point_word")
    pairs = zip(texts, words, strict=False)
    return [
        PointDecision(number, text.strip(), word.strip() or None)
        for number, (text, word) in enumerate(pairs, start=1)
        if text.strip() or word.strip()
    ]


def remarks_in(form: Form) -> list[RemarkText]:
    """The remarks; raises WrongInput for one without a text."""
    rows = zip(
        form.all("remark_members"), form.all("remark_kind"), form.all("remark_text"), strict=False
    )
    return [
        _remark(number, " ".join(members.split()), kind, text.strip())
        for number, (members, kind, text) in enumerate(rows, start=1)
        if text.strip() or members.strip()
    ]


def _remark(number: int, members: str, kind: str, text: str) -> RemarkText:
    if len(members) > LONGEST_LINE:
        raise WrongInput(say.names_are_too_long(LONGEST_LINE), f"remark_members-{number}")
    if not text:
        raise WrongInput(say.WRITE_THE_REMARK, f"remark_text-{number}")
    return RemarkText(text, members, kind == "dissent")


def absentees_in(form: Form) -> tuple[str, ...]:
    """The members ticked, then the others by line; each once."""
    ticked = [" ".join(name.split()) for name in form.all("absent")]
    if any(len(name) > LONGEST_LINE for name in ticked):
        raise WrongInput(say.names_are_too_long(LONGEST_LINE), "absentees")
    return tuple(dict.fromkeys([*filter(None, ticked), *form.lines("absentees")]))


_COUNTS = ("vote_for", "vote_against", "vote_abstained")


def votes_in(form: Form) -> list[VoteCount]:
    """The votes: the first over the whole item, the others over its points in order.

    Raises WrongInput for a number that is none, and for who voted what without a number.
    """
    rows = zip(*(form.all(name) for name in _COUNTS), form.all("vote_who"), strict=False)
    return [
        _vote(place, counts, who.strip())
        for place, (*counts, who) in enumerate(rows)
        if any(count.strip() for count in counts) or who.strip()
    ]


def _vote(place: int, counts: Iterable[str], who: str) -> VoteCount:
    numbers = [
        _number(count.strip(), f"{name}-{place + 1}")
        for name, count in zip(_COUNTS, counts, strict=True)
    ]
    if not any(numbers):
        raise WrongInput(say.WRITE_HOW_MANY_VOTED, f"vote_for-{place + 1}")
    in_favour, against, abstained = numbers
    return VoteCount(in_favour, against, abstained, who, place or None)


def _number(told: str, field: str) -> int:
    if not told:
        return 0
    if not (told.isascii() and told.isdigit()) or int(told) > MOST_VOTES:
        raise WrongInput(say.WRITE_THE_COUNT_IN_FIGURES, field)
    return int(told)


def vote_fields(votes: Iterable[ShownVote]) -> Mapping[str, list[str]]:
    """The fields of the form, filled in with votes as they stand."""
    known = {vote.point or 0: vote for vote in votes}
    rows = [known.get(place) for place in range(max(known, default=-1) + 1)]
    return {
        "vote_for": [str(row.in_favour) if row else "" for row in rows],
        "vote_against": [str(row.against) if row else "" for row in rows],
        "vote_abstained": [str(row.abstained) if row else "" for row in rows],
        "vote_who": [row.who if row else "" for row in rows],
    }


def effect_in(code: str) -> Effect | None:
    """The effect chosen, if any; raises WrongInput for one that is not in the list."""
    try:
        return Effect(code) if code else None
    except ValueError:
        raise WrongInput(say.CHOOSE_THE_EFFECT, "effect") from None


def with_suggestions(form: Form, case_type: CaseType) -> Form:
    """The form with the words' own texts where nothing was written; what was written stays."""
    points = _suggested(form.shown_all("point_text"), form.shown_all("point_word"), case_type)
    said = form.shown("text")
    # What was decided point by point needs no text of its own.
    if not any(points):
        (said,) = _suggested([said], [form.shown("word")], case_type)
    return form.changed("text", [said]).changed("point_text", points)


def _suggested(texts: list[str], words: list[str], case_type: CaseType) -> list[str]:
    known = [case_type.word(code) for code in words]
    return [
        f"{word.text}." if not text.strip() and word else text
        for text, word in zip(texts, known, strict=False)
    ]
