"""Makes another officer responsible for a case."""

from datetime import datetime

from workflows.engine.commands.cases import HandOver
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor, CaseFacts
from workflows.records.database import Transaction, in_transaction
from workflows.records.promises import officers
from workflows.services.acting import Done, act_within
from workflows.services.installation import Installation
from workflows.services.wording import acts as say


def hand_over(
    house: Installation,
    case: str,
    officer: str,
    reason: str,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Hand the case over to the officer with this id.

    Raises WrongInput for nobody, or whoever is responsible already, and what `acting.act` raises.
    """

    def work(connection: Transaction) -> Done:
        def asked(_facts: CaseFacts, _now: datetime) -> HandOver:
            found = next((one for one in officers(connection) if one.id == officer), None)
            if found is None:
                raise WrongInput(say.CHOOSE_WHO_IS_RESPONSIBLE, "officer")
            return HandOver(found, reason)

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
