"""The day that a council sets its own members, behind its link."""

from datetime import date, datetime

from workflows.engine.commands.parties import SetInnerDeadline
from workflows.engine.facts import Actor, CaseFacts
from workflows.services.acting import act
from workflows.services.answers import Grant, refuse_revoked
from workflows.services.installation import Installation


def set_inner_deadline(
    house: Installation, grant: Grant, due_on: date | None, *, request_id: str | None = None
) -> None:
    """Set the council's inner deadline, or take it away with None.

    Raises NotFound for a link revoked meanwhile, and Incomplete: OPEN_FOR_ANSWERS, INNER_DEADLINE.
    """

    def made(facts: CaseFacts, _now: datetime) -> SetInnerDeadline:
        refuse_revoked(facts, grant)
        return SetInnerDeadline(grant.asked.id, due_on)

    actor = Actor("party", grant.asked.name, grant.asked.id)
    act(house, grant.asked.case, made, actor, request_id=request_id)
