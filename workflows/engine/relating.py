"""Decides on what cases are to each other; both journals tell of it."""

from collections.abc import Mapping

from workflows.engine.changes.relations import RelationAdded, RelationRemoved
from workflows.engine.commands.relations import OtherCase, Relate, SplitCase, Unrelate
from workflows.engine.errors import NotAllowed
from workflows.engine.outcome import Draft, Json
from workflows.engine.route import ENDED, Phase, split_state
from workflows.engine.vocabulary import Event, Openness, Tie

_OPPOSITE: Mapping[Tie, Tie] = {
    Tie.BELONGS_WITH: Tie.BELONGS_WITH,
    Tie.FOLLOWS_UP: Tie.FOLLOWED_UP_BY,
    Tie.REPLACES: Tie.REPLACED_BY,
    Tie.SPLIT_FROM: Tie.SPLIT_INTO,
    Tie.JOINED_INTO: Tie.JOINED_FROM,
}

BY_HAND = (Tie.BELONGS_WITH, Tie.FOLLOWS_UP, Tie.REPLACES)
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
        tie_to(draft, command.other, command.tie)
    draft.tell(Event.CASE_RELATED, **told_of(command.other, command.tie))


def tie_to(draft: Draft, other: OtherCase, tie: Tie) -> None:
    """Add the row that both cases are shown."""
    draft.change(
        RelationAdded(draft.new_id(), draft.facts.id, other.id, tie, draft.now, draft.actor.name)
    )


def unrelate(draft: Draft, command: Unrelate) -> None:
    """Take the relation away again."""
    if command.relation is not None:
        draft.change(RelationRemoved(command.relation))
    draft.tell(Event.CASE_UNRELATED, **told_of(command.other, command.tie))


def told_of(other: OtherCase, tie: Tie) -> dict[str, Json]:
    """What a journal tells of another case: the number of a closed one stands in its own alone."""
    number = other.number if other.openness is Openness.OPEN else ""
    return {"tie": tie, "related": number, "other": other.id}


def split_case(draft: Draft, command: SplitCase) -> None:
    """Note the new case; it counts, so that of two who send the same form one is told of the other.

    Raises NotAllowed once the case has ended, or a decision waits for its meeting to be closed.
    """
    _, phase = split_state(draft.state)
    if draft.state in ENDED or phase == Phase.DECIDED:
        raise NotAllowed("split_case", draft.state, draft.allowed())
    draft.counts()
    draft.tell(Event.CASE_SPLIT, **told_of(command.new, Tie.SPLIT_INTO))
