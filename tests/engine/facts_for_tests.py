"""Bodies, a case type and commands that tests of the engine use; people are invented."""

from datetime import date, datetime, time

from workflows.engine.commands.answers import Answer
from workflows.engine.commands.hearings import NotHeard, OpenHearing, PartyPlan, PrepareHearing
from workflows.engine.commands.meetings import CallIn, Decide, MeetingRef, PutOnAgenda
from workflows.engine.definition import (
    Body,
    CaseType,
    Contact,
    DecisionWord,
    HearingRule,
    HearRule,
    Ladder,
)
from workflows.engine.facts import Actor, OfficerFacts
from workflows.engine.periods import Period, Unit
from workflows.engine.vocabulary import BodyKind, Effect, Stance
from workflows.engine.workdays import WorkCalendar

CALENDAR = WorkCalendar("Europe/Copenhagen", ("06-05", "12-24", "12-31"))
OFFICER = OfficerFacts("00000000-0000-4000-8000-00000000000a", "Anna Krag", "anna@by.example")
ACTOR = Actor("officer", OFFICER.name, OFFICER.id)

KB = Body("KB", "Kommunalbestyrelsen", BodyKind.COUNCIL)
OEK = Body("ØK", "Økonomiudvalget", BodyKind.COMMITTEE)
VPU = Body("VPU", "Voksen- og Plejeudvalget", BodyKind.COMMITTEE)
BUU = Body("BUU", "Børne- og Ungdomsudvalget", BodyKind.COMMITTEE)
OMU = Body("OMU", "Områdeudvalget", BodyKind.MED)
BODIES = (KB, OEK, VPU, BUU, OMU)

RULES = (
    HearRule("OMU", "MED-rammeaftalen § 7", "Områdeudvalget høres.", ("ansatte", "social")),
    HearRule("BUU", "egen regel", "Udvalget høres.", ("unge",), ("anden-type",)),
)
"""Who must be heard: one rule that asks for two marks, one for another type of case."""

CASE_TYPE = CaseType(
    name="politisk-sag",
    title="Politisk sag",
    version=1,
    words=tuple(DecisionWord(effect.value, effect.value, effect) for effect in Effect),
    ladder=Ladder((Period(7, Unit.DAYS), Period(2, Unit.DAYS), Period(0, Unit.DAYS)), time(8)),
    hearings=(
        HearingRule("almindelig", "Almindelig høring", Period(4, Unit.WEEKS)),
        HearingRule(
            "lokalplan",
            "Offentlig høring",
            Period(6, Unit.WEEKS),
            Period(4, Unit.WEEKS),
            "planloven § 24",
        ),
        HearingRule("hurtig", "Hurtig høring", Period(2, Unit.WEEKS), close_when_all_answered=True),
    ),
)
"""One word for each effect, with the effect's own name."""


def at(text: str) -> datetime:
    """The instant, in UTC, of a local time such as `2024-05-06 08:00`."""
    local = datetime.fromisoformat(text)
    return CALENDAR.at(local.date(), local.time())


def party(name: str, due_on: str | None = None, contacts: int = 1) -> PartyPlan:
    """A party with so many contacts."""
    return PartyPlan(
        name,
        tuple(Contact(f"{name} {n}", f"{name.lower()}{n}@raad.example") for n in range(contacts)),
        due_on=date.fromisoformat(due_on) if due_on else None,
    )


def plan(
    *parties: PartyPlan,
    due_on: str = "2024-05-14",
    rule: str = "almindelig",
    text: str = "Hvad siger I?",
    all_answered: bool = False,
    changes: str = "Et andet beløb.",
    not_heard: tuple[NotHeard, ...] = (),
) -> PrepareHearing:
    """A hearing of these parties, or of Handicap and Ældre."""
    return PrepareHearing(
        rule,
        text,
        date.fromisoformat(due_on),
        parties or (party("Handicap"), party("Ældre")),
        close_when_all_answered=all_answered,
        changes=changes,
        not_heard=not_heard,
    )


OPEN = OpenHearing()


def answer(
    party: str, received_at: datetime, *, base: int = 0, jointly: tuple[str, ...] = ()
) -> Answer:
    """An answer that supports the proposal."""
    return Answer(
        party, Stance.SUPPORTS, "Godt.", received_at, f"{party}-{base}", base, jointly_with=jointly
    )


def put_on(body: Body, meets_on: str) -> PutOnAgenda:
    """On the agenda of a meeting, which closes nine days before it and goes out four before."""
    day = date.fromisoformat(meets_on)
    return PutOnAgenda(
        MeetingRef(
            f"{body.code} {meets_on}",
            body.code,
            day,
            CALENDAR.subtract(day, Period(9, Unit.DAYS)),
            CALENDAR.subtract(day, Period(4, Unit.WORKING_DAYS)),
        )
    )


def decision(effect: Effect, refer_to: Body | None = None) -> Decide:
    """A decision by the word with this effect."""
    return Decide(effect.value, "Som indstillet.", refer_to=refer_to)


def call_in(via: Body | None = None) -> CallIn:
    """A member brings the case before the council."""
    return CallIn("Bo Dam (X)", KB, via)
