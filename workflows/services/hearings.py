"""What officers do with a hearing besides opening it: plan it, and extend it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from workflows.engine.commands.hearings import (
    ExtendHearing,
    PartyPlan,
    PrepareHearing,
    WithdrawHearing,
)
from workflows.engine.definition import Contact
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.naming import find_body
from workflows.engine.rounds import current_hearing
from workflows.records.database import Transaction, in_transaction
from workflows.records.documents import planned_documents
from workflows.records.undoing import standing_in
from workflows.services.acting import Asked, Done, act, act_within, existing_id
from workflows.services.installation import Installation
from workflows.services.wording import acts as say


def prepare_hearing(
    house: Installation,
    case: str,
    plan: PrepareHearing,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Write what the coming hearing asks, whom and until when."""

    def work(connection: Transaction) -> Done:
        return act_within(
            connection,
            house,
            case,
            with_documents_before(connection, case, plan),
            actor,
            expected_version=expected_version,
            request_id=request_id,
        )

    return in_transaction(house.database, work)


def with_documents_before(connection: Transaction, case: str, plan: PrepareHearing) -> Asked:
    """The plan with the documents that it has until now, which are read under the lock."""
    if plan.documents is None:
        return plan
    return lambda _facts, _now: replace(
        plan, documents_before=planned_documents(connection, existing_id(case))
    )


def extend_hearing(
    house: Installation,
    case: str,
    extension: ExtendHearing,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Give all parties, or one, until a later day; same round, same links."""

    def work(connection: Transaction) -> Done:
        return act_within(
            connection,
            house,
            case,
            with_answers_so_far(connection, extension),
            actor,
            expected_version=expected_version,
            request_id=request_id,
        )

    return in_transaction(house.database, work)


def with_answers_so_far(connection: Transaction, extension: ExtendHearing) -> Asked:
    """The extension with what was answered, read under the lock: some may be in time by it."""

    def made(facts: CaseFacts, _now: datetime) -> ExtendHearing:
        hearing = current_hearing(facts)
        return replace(extension, standing=standing_in(connection, hearing.id) if hearing else ())

    return made


def withdraw_hearing(
    house: Installation,
    case: str,
    withdrawal: WithdrawHearing,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Take back the open hearing alone: those heard are told, the case goes on to what follows."""
    return act(
        house, case, withdrawal, actor, expected_version=expected_version, request_id=request_id
    )


def registered_parties(house: Installation, names: Iterable[str]) -> tuple[PartyPlan, ...]:
    """Bodies of the register as parties, with the contacts they have today.

    Raises WrongInput with a line for each name that is no body.
    """
    found = [(name, find_body(house.definitions.bodies, name)) for name in names]
    unknown = [name for name, body in found if body is None]
    if unknown:
        told = "\n".join(say.is_not_registered(name) for name in unknown)
        raise WrongInput(told, "bodies")
    return tuple(
        PartyPlan(body.name, body.contacts, body.code) for _, body in found if body is not None
    )


def ad_hoc_party(name: str, contacts: Iterable[Contact]) -> PartyPlan:
    """A circle that is no body of the register, such as those at a meeting."""
    return PartyPlan(name.strip(), tuple(contacts))
