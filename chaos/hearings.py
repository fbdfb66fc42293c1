"""Cases in an open hearing, made by the product itself."""

from datetime import date, datetime

from chaos.town import Town, officers
from workflows.engine.commands.answers import Answer
from workflows.engine.commands.hearings import PrepareHearing
from workflows.engine.definition import Contact
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.vocabulary import Stance, Trigger
from workflows.services.acting import act
from workflows.services.cases import NewCase, advance, open_case
from workflows.services.hearings import ad_hoc_party, prepare_hearing
from workflows.services.triggers import Arguments


def open_hearing(place: Town, name: str, due_on: date, parties: int) -> str:
    """A case on which so many ad hoc parties of one contact each are heard; its id."""
    officer = officers(place)[0]
    assert officer.id is not None
    new = NewCase(f"Strategi {name}", "politisk-sag", "Høring, VPU, ØK, KB")
    case = open_case(place.house, new, officer.id, officer)
    heard = tuple(
        ad_hoc_party(f"Råd {number}", [Contact("Bo Berg", f"{name}-{number}@raad.example")])
        for number in range(parties)
    )
    plan = PrepareHearing("almindelig", "Hvad mener I om forslaget?", due_on, heard)
    prepare_hearing(place.house, case, plan, officer)
    for trigger in (Trigger.SUBMIT, Trigger.OPEN_HEARING):
        advance(place.house, case, trigger, Arguments(), officer)
    return case


def answer_for(place: Town, case: str, party: str, contact: str) -> None:
    """Let a party give its first answer."""

    def asked(_facts: CaseFacts, now: datetime) -> Answer:
        words = "Rådet støtter forslaget."
        return Answer(party, Stance.SUPPORTS, words, now, "once", 0, contact=contact)

    act(place.house, case, asked, Actor("party", "Bo Berg", contact))
