"""Joins a case into another, under the locks of both."""

from dataclasses import dataclass
from datetime import datetime

from workflows.engine.commands.command import Command
from workflows.engine.commands.relations import JoinInto, TakeIn
from workflows.engine.errors import WrongInput
from workflows.engine.facts import CaseFacts
from workflows.engine.vocabulary import Openness
from workflows.records.case_pages import attachments_of
from workflows.records.colleagues import colleagues_on
from workflows.records.database import Transaction, in_transaction
from workflows.records.decisions import decisions_of
from workflows.services.acting import act_on_both, existing_id
from workflows.services.installation import Installation
from workflows.services.relating import Relating, other_case, seen_case
from workflows.services.splitting import uploaded
from workflows.services.wording import acts as say


@dataclass(frozen=True, slots=True)
class Joined:
    """The case that the other one lives on in."""

    id: str


def join_cases(
    house: Installation, relating: Relating, number: str, expected_version: int | None = None
) -> Joined:
    """End the case in the one with this number, to which its files go along.

    Raises WrongInput for a number that is none of a case that the actor sees, and as
    `acting.act_on_both`.
    """

    def work(connection: Transaction) -> Joined:
        case, other = existing_id(relating.case), seen_case(connection, relating.looks, number)
        if other == case:
            raise WrongInput(say.IS_THE_CASE_ITSELF, "number")

        def asked(here: CaseFacts, there: CaseFacts, _now: datetime) -> tuple[Command, Command]:
            return (
                JoinInto(
                    other_case(there),
                    bool(decisions_of(connection, case)),
                    _not_seen_by(connection, here, there),
                ),
                TakeIn(
                    other_case(here),
                    tuple(
                        (uploaded(one), one.openness)
                        for one in attachments_of(connection, case)
                        if one.file
                    ),
                ),
            )

        act_on_both(
            connection,
            house,
            (case, other),
            asked,
            relating.actor,
            expected_version=expected_version,
            request_id=relating.request_id,
        )
        return Joined(other)

    return in_transaction(house.database, work)


def _not_seen_by(connection: Transaction, here: CaseFacts, there: CaseFacts) -> tuple[str, ...]:
    """Who sees the other case alone: by the joining they would see what is in this one."""
    if here.openness is Openness.OPEN:
        return ()
    knowing = {one.facts.id for one in colleagues_on(connection, here.id) if one.sees_it}
    return tuple(
        one.facts.name
        for one in colleagues_on(connection, there.id)
        if one.sees_it and one.facts.id not in knowing
    )
