"""What a newcomer is offered outside production: a hearing to answer, and a way to sign in."""

from dataclasses import dataclass

from workflows.records.open_links import OpenInvitation, open_invitation
from workflows.services.installation import Installation
from workflows.services.links import link
from workflows.services.signin import any_officer, one_time_link


@dataclass(frozen=True, slots=True)
class Greeting:
    """Links that are ready to be clicked; None where there is nothing to offer."""

    answer: str | None
    """Answers a hearing that is open now, for a party that has not."""
    answers_as: str
    """Who is asked by that link."""
    sign_in: str | None
    """Signs an officer in, once."""


def links(house: Installation) -> Greeting:
    """Links to try the installation with; none at all in production."""
    if house.settings.production:
        return Greeting(None, "", None)
    with house.database.connect() as connection:
        invited = open_invitation(connection)
    officer = any_officer(house)
    return Greeting(
        answer=_answer_link(house, invited) if invited else None,
        answers_as=invited.party_name if invited else "",
        sign_in=one_time_link(house, officer.id) if officer else None,
    )


def _answer_link(house: Installation, invited: OpenInvitation) -> str:
    return link(house, invited.party, invited.contact, invited.round, invited.generation)
