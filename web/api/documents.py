"""What the API answers with, member by member; the OpenAPI document is made from this."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from web.problems import MissingThing, missing_things
from workflows.engine.vocabulary import (
    Channel,
    HearingPhase,
    MessageKind,
    MessageStatus,
    Openness,
    PartyStatus,
    Stance,
    StepKind,
    Trigger,
)
from workflows.records.case_list import ListedCase
from workflows.records.hearing_pages import ShownHearing, ShownParty
from workflows.services.api_reading import Progress, ReadCase, ReadHearing


class AsRead(BaseModel):
    """What the API tells of something under the names that it was read with."""

    model_config = ConfigDict(from_attributes=True)


class StepDocument(BaseModel):
    """One step of the route."""

    key: str
    kind: StepKind
    body: str | None
    title: str
    status: Progress


class TriggerDocument(BaseModel):
    """A trigger that is allowed now."""

    trigger: Trigger
    missing: list[MissingThing] = Field(description="What must be in place before it is pulled.")


class HearingLine(AsRead):
    """A hearing of a case, in short."""

    id: str
    step: str
    round: int
    phase: HearingPhase


class CaseDocument(BaseModel):
    """A case as it stands."""

    id: str
    number: str
    title: str
    openness: Openness
    case_type: str
    definition_sha: str
    route: str
    state: str
    held_state: str | None = Field(description="While on hold: the state to resume to.")
    version: int
    officer: str = Field(description="Who is responsible.")
    steps: list[StepDocument]
    triggers: list[TriggerDocument]
    hearings: list[HearingLine]

    @classmethod
    def of(cls, read: ReadCase) -> "CaseDocument":
        """The case as it was read."""
        facts = read.facts
        return cls(
            id=facts.id,
            number=facts.number,
            title=facts.title,
            openness=facts.openness,
            case_type=facts.case_type.name,
            definition_sha=read.definition_sha,
            route=facts.route.line,
            state=facts.state,
            held_state=facts.held_state,
            version=facts.version,
            officer=facts.officer.name,
            steps=[
                StepDocument(
                    key=step.key, kind=step.kind, body=step.body, title=step.title, status=progress
                )
                for step, progress in read.progress
            ],
            triggers=[
                TriggerDocument(trigger=one.trigger, missing=missing_things(one.missing))
                for one in read.possible
            ],
            hearings=[
                HearingLine.model_validate(one)
                for one in sorted(facts.hearings, key=lambda one: (one.step, one.round))
            ],
        )


class CaseLine(BaseModel):
    """A case in the list."""

    id: str
    number: str
    title: str
    openness: Openness
    case_type: str
    state: str
    route: str
    officer: str

    @classmethod
    def of(cls, case: ListedCase) -> "CaseLine":
        """The case as it was listed."""
        return cls(
            id=case.id,
            number=case.number,
            title=case.title,
            openness=case.openness,
            case_type=case.case_type,
            state=case.state,
            route=case.route.line,
            officer=case.officer,
        )


class CaseList(BaseModel):
    """Some of the cases, the one changed last first."""

    cases: list[CaseLine]
    more: bool = Field(description="Whether there are more after these.")


class MessageDocument(AsRead):
    """A letter to a contact."""

    kind: MessageKind
    status: MessageStatus
    sent_at: datetime | None


class ContactDocument(BaseModel):
    """Whom a party is written to."""

    id: str
    name: str
    email: str
    messages: list[MessageDocument]


class ResponseLine(AsRead):
    """One version of an answer."""

    id: str
    version: int
    stance: Stance
    text: str
    received_at: datetime
    late: bool
    receipt: str
    channel: Channel
    undone_reason: str | None = Field(
        description="Why its registration was undone; null for one that stands."
    )


class PartyDocument(BaseModel):
    """A party of a hearing."""

    id: str
    body: str | None = Field(description="The body's code; null for an ad hoc circle.")
    name: str
    status: PartyStatus
    due_on: date
    due_at: datetime = Field(description="The instant before which an answer is in time.")
    answers: int = Field(description="How many versions of an answer there are.")
    responses: list[ResponseLine] = Field(description="The party's own, the newest first.")
    contacts: list[ContactDocument]

    @classmethod
    def of(cls, party: ShownParty) -> "PartyDocument":
        """The party as it was read."""
        return cls(
            id=party.id,
            body=party.body,
            name=party.name,
            status=party.status,
            due_on=party.due_on,
            due_at=party.due_at,
            answers=party.answers,
            responses=[ResponseLine.model_validate(one) for one in party.versions],
            contacts=[
                ContactDocument(
                    id=contact.id,
                    name=contact.name,
                    email=contact.email,
                    messages=[
                        MessageDocument.model_validate(message)
                        for message in party.messages
                        if message.contact == contact.id
                    ],
                )
                for contact in party.contacts
            ],
        )


class HearingDocument(BaseModel):
    """A round of hearing."""

    id: str
    case_id: str
    case_version: int
    step: str
    round: int
    phase: HearingPhase
    rule: str
    text: str
    due_on: date
    due_at: datetime | None = Field(
        description="The instant before which the last party's answer is in time."
    )
    close_when_all_answered: bool
    opened_at: datetime | None
    closed_at: datetime | None
    changes: str = Field(description="What is another than in the round before.")
    closed_early: bool = Field(description="Whether it closed before its deadline.")
    ended_reason: str = Field(description="Why it was closed early or withdrawn.")
    parties: list[PartyDocument]

    @classmethod
    def of(cls, read: ReadHearing) -> "HearingDocument":
        """The hearing as it was read."""
        hearing: ShownHearing = read.hearing
        return cls(
            id=hearing.id,
            case_id=read.case,
            case_version=read.version,
            step=hearing.step,
            round=hearing.round,
            phase=hearing.phase,
            rule=hearing.rule,
            text=hearing.text,
            due_on=hearing.due_on,
            due_at=max((party.due_at for party in hearing.parties), default=None),
            close_when_all_answered=hearing.close_when_all_answered,
            opened_at=hearing.opened_at,
            closed_at=hearing.closed_at,
            changes=hearing.changes,
            closed_early=hearing.closed_early,
            ended_reason=hearing.ended_reason,
            parties=[PartyDocument.of(party) for party in hearing.parties],
        )


class ResponseDocument(AsRead):
    """An answer that was registered."""

    id: str
    party_id: str
    receipt: str
    version: int
    late: bool
    received_at: datetime
