"""Approving what another officer recorded, and adding to what a body decided."""

from datetime import datetime

from workflows.engine.commands.meetings import AddToDecision, ApproveDecision
from workflows.engine.facts import Actor, CaseFacts
from workflows.records.database import Transaction, in_transaction
from workflows.records.decisions import decisions_of
from workflows.services.acting import Done, act, act_within
from workflows.services.errors import NotFound
from workflows.services.installation import Installation


def approve_decision(
    house: Installation,
    case: str,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Find right what another recorded; raises what `acting.act` raises."""
    return act(
        house,
        case,
        ApproveDecision(),
        actor,
        expected_version=expected_version,
        request_id=request_id,
    )


def add_to_decision(
    house: Installation,
    case: str,
    addition: AddToDecision,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Add to a decision that has taken effect; raises NotFound for any other, else as `act`."""

    def work(connection: Transaction) -> Done:
        def asked(facts: CaseFacts, _now: datetime) -> AddToDecision:
            known = decisions_of(connection, facts.id)
            if not any(one.id == addition.decision and one.in_effect for one in known):
                raise NotFound(addition.decision)
            return addition

        return act_within(
            connection,
            house,
            case,
            asked,
            actor,
            expected_version=expected_version,
            request_id=request_id,
        )

    return in_transaction(house.database, work)
