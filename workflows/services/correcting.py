"""Correcting a decision that was written wrong, until its meeting is closed."""

from workflows.engine.commands.meetings import CorrectDecision
from workflows.engine.facts import Actor, CaseFacts
from workflows.services.acting import Done, act
from workflows.services.installation import Installation
from workflows.services.triggers import Arguments, decision_in


def correct_decision(
    house: Installation,
    case: str,
    given: Arguments,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Write the decision anew, for a reason; raises what `acting.act` raises."""
    return act(
        house,
        case,
        lambda facts, now: correction_in(house, facts, given),
        actor,
        expected_version=expected_version,
        request_id=request_id,
    )


def correction_in(house: Installation, facts: CaseFacts, given: Arguments) -> CorrectDecision:
    """The correction that was written; raises as `decision_in` does."""
    return CorrectDecision(decision_in(house, facts, given), given.reason.strip())
