"""Relates two cases to each other, and takes it back, under the locks of both."""

from dataclasses import dataclass
from datetime import datetime

from workflows.engine.commands.command import Command
from workflows.engine.commands.relations import OtherCase, Relate, Unrelate
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.relating import BY_HAND, opposite
from workflows.engine.vocabulary import Tie
from workflows.records.case_list import Viewer
from workflows.records.database import Transaction, in_transaction
from workflows.records.relations import RelatedCase, case_numbered, related_to
from workflows.services.acting import act_on_both, existing_id
from workflows.services.installation import Installation
from workflows.services.wording import acts as say

MOST = 50
"""Related cases on a page."""

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Relating:
    """Who relates which case."""

    case: str
    looks: Viewer
    actor: Actor
    request_id: str | None = None


def related_cases(house: Installation, looks: Viewer, case: str) -> list[RelatedCase]:
    """Of a case that may be seen: those that may be seen too."""
    with house.database.connect() as connection:
        return related_to(connection, looks, case, MOST)


def relate(house: Installation, relating: Relating, number: str, tie: Tie) -> None:
    """Relate the case to the one with this number.

    Raises WrongInput for one that is not there, which one that may not be seen is to the actor,
    for the case itself, and for what they are to each other already.
    """

    def work(connection: Transaction) -> None:
        case, other = existing_id(relating.case), seen_case(connection, relating.looks, number)
        if other == case:
            raise WrongInput(say.IS_THE_CASE_ITSELF, "number")

        def asked(here: CaseFacts, there: CaseFacts, _now: datetime) -> tuple[Command, Command]:
            for one in related_to(connection, relating.looks, case, _ALL):
                if one.case == other and one.tie in (tie, opposite(tie)):
                    raise WrongInput(say.are_related_already(there.number), "number")
            return (
                Relate(other_case(there), tie, keeps=True),
                Relate(other_case(here), opposite(tie), keeps=False),
            )

        act_on_both(
            connection, house, (case, other), asked, relating.actor, request_id=relating.request_id
        )

    in_transaction(house.database, work)


def unrelate(house: Installation, relating: Relating, relation: str) -> None:
    """Take away what an officer related by hand; what is gone already is left so."""
    case, relation = existing_id(relating.case), existing_id(relation)

    def found(connection: Transaction) -> RelatedCase | None:
        known = related_to(connection, relating.looks, case, _ALL)
        mine = (one for one in known if one.id == relation)
        return next((one for one in mine if is_by_hand(one.tie)), None)

    def work(connection: Transaction) -> None:
        first = found(connection)
        if first is None:
            return

        def asked(
            here: CaseFacts, there: CaseFacts, _now: datetime
        ) -> tuple[Command, Command] | None:
            if found(connection) is None:
                return None
            return (
                Unrelate(other_case(there), first.tie, relation),
                Unrelate(other_case(here), opposite(first.tie), None),
            )

        act_on_both(
            connection,
            house,
            (case, first.case),
            asked,
            relating.actor,
            request_id=relating.request_id,
        )

    in_transaction(house.database, work)


def is_by_hand(tie: Tie) -> bool:
    """Whether an officer may take it away: what a split or a joining left is a fact."""
    return tie in BY_HAND or opposite(tie) in BY_HAND


def seen_case(connection: Transaction, looks: Viewer, number: str) -> str:
    """Id of the case with this number; raises WrongInput unless the viewer may see it."""
    if not number:
        raise WrongInput(say.WRITE_THE_NUMBER_OF_THE_CASE, "number")
    found = case_numbered(connection, looks, number)
    if found is None:
        raise WrongInput(say.there_is_no_case(number), "number")
    return found


def other_case(facts: CaseFacts) -> OtherCase:
    """The case as the other of the two is told of it."""
    return OtherCase(facts.id, facts.number, facts.openness)
