"""Finds the round of hearing that an act is about."""

from workflows.engine.errors import NotAllowed
from workflows.engine.facts import CaseFacts, HearingFacts
from workflows.engine.outcome import Draft
from workflows.engine.route import DRAFTING, split_state
from workflows.engine.vocabulary import HearingPhase, StepKind

_ANSWERABLE = (HearingPhase.OPEN, HearingPhase.LATE)


def current_hearing(facts: CaseFacts) -> HearingFacts | None:
    """The round at the step where the case stands (or is about to), sealed ones left out."""
    step, _ = split_state(facts.state)
    wanted = step or first_hearing_step(facts)
    rounds = [h for h in facts.hearings if h.step == wanted]
    live = [h for h in rounds if h.phase in (HearingPhase.PREPARING, *_ANSWERABLE)]
    return max(live, key=lambda hearing: hearing.round, default=None)


def open_round(draft: Draft, act: str) -> HearingFacts:
    """The round that is open where the case stands; raises NotAllowed, naming the act."""
    hearing = current_hearing(draft.facts)
    if hearing is None or hearing.phase is not HearingPhase.OPEN:
        raise NotAllowed(act, draft.state, draft.allowed())
    return hearing


def answerable_hearing(facts: CaseFacts, party: str) -> HearingFacts | None:
    """The round that the party is asked in, while answers are taken; late ones included."""
    return next(
        (
            hearing
            for hearing in facts.hearings
            if hearing.phase in _ANSWERABLE and any(p.id == party for p in hearing.parties)
        ),
        None,
    )


def late_hearings(facts: CaseFacts) -> tuple[HearingFacts, ...]:
    """The rounds that are over but still take answers."""
    return tuple(h for h in facts.hearings if h.phase is HearingPhase.LATE)


def was_heard_before(facts: CaseFacts, step: str) -> bool:
    """Whether a round at the step has been sent out already, so that the next says what changed."""
    return any(hearing.step == step and hearing.opened for hearing in facts.hearings)


def hearing_step(facts: CaseFacts) -> str | None:
    """The step at which the coming hearing is, or the one that is under way."""
    return split_state(facts.state)[0] or first_hearing_step(facts)


def first_hearing_step(facts: CaseFacts) -> str | None:
    """A hearing may be planned while drafting, for the first hearing of the route."""
    if facts.state != DRAFTING:
        return None
    return next((s.key for s in facts.route.steps if s.kind is StepKind.HEARING), None)
