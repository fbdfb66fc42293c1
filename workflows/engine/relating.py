"""Decides on what cases are to each other; both journals tell of it."""

from collections.abc import Mapping

from workflows.engine.changes.relations import RelationAdded, RelationRemoved
from workflows.engine.commands.relations import OtherCase, Relate, Unrelate
from workflows.engine.outcome import Draft, Json
from workflows.engine.vocabulary import Event, Openness, Tie

_OPPOSITE: Mapping[Tie, Tie] = {
    Tie.BELONGS_WITH: Tie.BELONGS_WITH,
    Tie.FOLLOWS_UP: Tie.FOLLOWED_UP_BY,
    Tie.REPLACES: Tie.REPLACED_BY,
}

BY_HAND = tuple(_OPPOSITE)
"""What an officer says that a case is to another."""


def opposite(tie: Tie) -> Tie:
    """The same as seen from the other case."""
    back = {there: here for here, there in _OPPOSITE.items()}
    return _OPPOSITE.get(tie) or back[tie]


def relate(draft: Draft, command: Relate) -> None:
    """Relate the case to another, in whatever state either is.

    It counts in no version: it changes nothing that stands in a form.
    """
    if command.keeps:
        draft.change(
            RelationAdded(
                draft.new_id(),
                draft.facts.id,
                command.other.id,
                command.tie,
                draft.now,
                draft.actor.name,
            )
        )
    draft.tell(Event.CASE_RELATED, **told_of(command.other, command.tie))


def unrelate(draft: Draft, command: Unrelate) -> None:
    """Take the relation away again."""
    if command.relation is not None:
        draft.change(RelationRemoved(command.relation))
    draft.tell(Event.CASE_UNRELATED, **told_of(command.other, command.tie))


def told_of(other: OtherCase, tie: Tie) -> dict[str, Json]:
    """What a journal tells of another case: the number of a closed one stands in its own alone."""
    number = other.number if other.openness is Openness.OPEN else ""
    return {"tie": tie, "related": number, "other": other.id}
