"""Reads the parties of a hearing: bodies of the register, and circles that are in none."""

from web.api.bodies import HearingBody, PartyBody
from workflows.engine.commands.hearings import NotHeard, PartyPlan
from workflows.engine.definition import Contact
from workflows.services.api_acts import HearingPlan
from workflows.services.hearings import ad_hoc_party, registered_parties
from workflows.services.installation import Installation


def plan_in(house: Installation, body: HearingBody) -> HearingPlan:
    """The plan that was sent; raises WrongInput with a line for each party that is no body."""
    parties = [PartyBody(body=one) if isinstance(one, str) else one for one in body.parties]
    registered = registered_parties(house, [one.body for one in parties if one.body is not None])
    found = iter(registered)
    return HearingPlan(
        rule=body.rule,
        text=body.text,
        due_on=body.due_on,
        due_at=body.due_at,
        parties=tuple(
            _party(one, next(found) if one.body is not None else None) for one in parties
        ),
        close_when_all_answered=body.close_when_all_answered,
        not_heard=tuple(NotHeard(one.body, one.reason) for one in body.not_heard),
        changes=body.changes,
    )


def _party(sent: PartyBody, registered: PartyPlan | None) -> PartyPlan:
    name = registered.name if registered else sent.name or ""
    # Letters begin with the contact's name: one that has none is written to as its party.
    contacts = tuple(Contact(one.name or name, one.email) for one in sent.contacts)
    plan = registered or ad_hoc_party(name, contacts)
    return PartyPlan(plan.name, contacts or plan.contacts, plan.body, sent.due_on)
