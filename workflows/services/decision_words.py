"""What a body decided, line by line: the same words on pages and in papers."""

from collections.abc import Iterator

from workflows.engine.definition import CaseType
from workflows.records.case_pages import ShownDecision, ShownPoint, ShownRemark


def decision_lines(decision: ShownDecision, case_type: CaseType, points: int) -> Iterator[str]:
    """Text, points, remarks and absentees as they were written.

    `points` is how many the recommendation has: what was decided on one of several is told with
    its number, also where nothing was decided apart on the others.
    """
    if decision.text:
        yield decision.text
    for point in decision.points:
        yield _point(point, case_type, several=points > 1 or len(decision.points) > 1)
    for remark in decision.remarks:
        told = remark_words(remark)
        yield f"Mindretalsudtalelse. {told}" if remark.dissent else told
    if decision.absentees:
        yield f"Fraværende: {', '.join(decision.absentees)}"


def _point(point: ShownPoint, case_type: CaseType, *, several: bool) -> str:
    """One that has only a word is told by it."""
    word = case_type.word(point.word) if point.word else None
    said = point.text or (f"{word.text}." if word else "")
    return f"Ad {point.number}: {said}" if several or point.number > 1 else said


def remark_words(remark: ShownRemark) -> str:
    """The remark as it was written; who made it comes first where its own words do not say so."""
    if not remark.members or remark.text.startswith(remark.members):
        return remark.text
    return f"{remark.members} bemærker: {remark.text}"
