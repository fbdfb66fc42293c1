"""Who keeps a body's meetings: its secretaries where it has any, and otherwise every officer."""

from collections.abc import Sequence

from workflows.engine.errors import Incomplete, Lack, Missing, WrongInput
from workflows.engine.facts import Actor
from workflows.engine.quoting import nearest_or_all, shown
from workflows.records.database import Transaction, in_transaction
from workflows.records.secretaries import (
    administers,
    bodies_kept_by,
    secretaries_of,
    set_bodies_kept,
)
from workflows.services.installation import Installation
from workflows.services.wording import accounts as say


def require_secretary(connection: Transaction, body: str, actor: Actor) -> None:
    """Raise Incomplete for an officer who is not among the secretaries that the body has.

    An administrator may, so that nothing stands still when they are all away; and what time does
    is nobody's.
    """
    if actor.id is None:
        return
    found = secretaries_of(connection, body)
    if not found or any(one.officer == actor.id for one in found):
        return
    if not administers(connection, actor.id):
        raise Incomplete(Missing(Lack.SECRETARY, ", ".join(one.name for one in found)))


def kept_by_others(house: Installation, body: str, actor: Actor) -> str:
    """The names of the body's secretaries, where the actor may not do what is theirs."""
    with house.database.connect() as connection:
        try:
            require_secretary(connection, body, actor)
        except Incomplete as incomplete:
            return incomplete.missing[0].detail
    return ""


def keep_bodies(house: Installation, officer: str, codes: Sequence[str]) -> None:
    """Let the officer be secretary of these bodies alone; raises WrongInput for an unknown one."""
    known = {body.code: body for body in house.definitions.bodies}
    for code in codes:
        if code not in known:
            raise WrongInput(say.no_such_body(shown(code), nearest_or_all(code, known)))
    in_transaction(house.database, lambda one: set_bodies_kept(one, officer, dict.fromkeys(codes)))


def kept_bodies(house: Installation, officer: str) -> list[str]:
    """The names of the bodies that the officer is secretary of."""
    with house.database.connect() as connection:
        codes = bodies_kept_by(connection, officer)
    return [body.name for body in house.definitions.bodies if body.code in codes]
