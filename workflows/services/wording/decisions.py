"""What a body decided, line by line: the same words on pages and in papers."""

from collections.abc import Iterator

from workflows.engine.daywords import day_figures
from workflows.engine.definition import CaseType
from workflows.records.decisions import ShownDecision, ShownPoint, ShownRemark, ShownVote

_NAMED = ("mindretalsudtalelse", "protokoltilførsel", "særudtalelse")
"""Words by which a minority's statement says itself what it is."""


def decision_lines(decision: ShownDecision, case_type: CaseType, points: int) -> Iterator[str]:
    """Text, points, votes, remarks and who was not there, as they were written.

    `points` is how many the recommendation has: what was decided on one of several is told with
    its number, also where nothing was decided apart on the others.
    """
    if decision.text:
        yield decision.text
    for point in decision.points:
        yield _point(point, case_type, several=points > 1 or len(decision.points) > 1)
    yield from map(vote_words, decision.votes)
    for remark in decision.remarks:
        told = remark_words(remark)
        named = told.casefold().startswith(_NAMED)
        yield f"Mindretalsudtalelse. {told}" if remark.dissent and not named else told
    for called, names in (
        ("Fraværende", decision.absentees),
        ("Stedfortrædere", decision.substitutes),
        ("Deltog ikke på grund af inhabilitet", decision.partial),
    ):
        if names:
            yield f"{called}: {', '.join(names)}"
    if decision.called_in_by is not None:
        member = decision.called_in_by or "Et medlem"
        yield f"{member} har begæret sagen indbragt for kommunalbestyrelsen (standsningsret)."
    for addition in decision.additions:
        yield f"Tilføjelse den {day_figures(addition.written_on)}: {addition.text}"


def _point(point: ShownPoint, case_type: CaseType, *, several: bool) -> str:
    """One that has only a word is told by it."""
    word = case_type.word(point.word) if point.word else None
    said = point.text or (f"{word.text}." if word else "")
    return f"Ad {point.number}: {said}" if several or point.number > 1 else said


def vote_words(vote: ShownVote) -> str:
    """`Afstemning om punkt 2: 5 for, 2 imod, 1 undlod at stemme. For stemte A og F.`"""
    over = f" om punkt {vote.point}" if vote.point else ""
    abstained = f", {vote.abstained} undlod at stemme" if vote.abstained else ""
    counted = f"Afstemning{over}: {vote.in_favour} for, {vote.against} imod{abstained}."
    return f"{counted} {vote.who}" if vote.who else counted


def remark_words(remark: ShownRemark) -> str:
    """The remark as it was written; who made it comes first where its own words do not say so."""
    if not remark.members or remark.text.startswith(remark.members):
        return remark.text
    return f"{remark.members} bemærker: {remark.text}"
