"""What the API answers with, member by member; the OpenAPI document is made from this."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from web.problems import MissingThing, missing_things
from workflows.engine.advising import Caution
from workflows.engine.vocabulary import (
    CautionCode,
    Channel,
    FileStatus,
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
from workflows.services.wording.cautions import caution_words


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


class ToHearDocument(BaseModel):
    """A body that must be heard in the case, by the rules of today."""

    body: str
    name: str
    source: str = Field(description="The laws and agreements that ask for it.")
    words: str = Field(description="The rules in Danish.")


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
    marks: list[str] = Field(description="Codes of what the case is about.")
    to_hear: list[ToHearDocument] = Field(
        description="Who must be heard; leaving one out takes a reason."
    )
    steps: list[StepDocument]
    triggers: list[TriggerDocument]
    hearings: list[HearingLine]
    route_warnings: list[str] = Field(
        description="The bodies still to treat the case that have no meeting ahead, in Danish."
    )
    warnings: list["WarningDocument"] = Field(
        description="What to know of the hearing that is prepared, or that was opened just now."
    )

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
            marks=list(facts.marks),
            to_hear=[
                ToHearDocument(
                    body=one.body,
                    name=one.name,
                    source=one.sources,
                    words=" ".join(rule.text for rule in one.rules),
                )
                for one in facts.to_hear
            ],
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
            route_warnings=list(read.route_warnings),
            warnings=[WarningDocument.of(caution) for caution in read.cautions],
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
    """Some of the cases, the one opened last first; of one's own the one changed last."""

    cases: list[CaseLine]
    more: bool = Field(description="Whether there are more after these.")
    like: bool = Field(
        description="Whether no case has the words as typed, and these have some like them."
    )


class MessageDocument(AsRead):
    """A letter to a contact."""

    kind: MessageKind
    recipient: str
    status: MessageStatus
    attempts: int
    sent_at: datetime | None
    settled_at: datetime | None = Field(description="When it was given up, or found needless.")
    next_attempt_at: datetime | None = Field(description="While it waits to be sent.")
    last_error: str | None = Field(
        description="What the mail server said last; of a letter that was skipped, why."
    )


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
    response: str | None = Field(
        description="Id of the answer that counts: one in time stays when a later one is late."
    )
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
            response=party.response,
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


class SentDocument(AsRead):
    """A document that is heard about."""

    id: str
    name: str
    size: int
    sha256: str
    status: FileStatus
    openness: Openness


class DocumentList(BaseModel):
    """The documents that count in a hearing, in the order they are shown."""

    documents: list[SentDocument]


class LeftOutDocument(AsRead):
    """A body that must be heard and is not."""

    body: str
    name: str
    source: str
    reason: str


class WarningDocument(BaseModel):
    """What to know before the hearing is sent."""

    code: CautionCode
    words: str = Field(description="What is poor about the plan, and why, in Danish.")
    refused: bool = Field(description="Whether the hearing cannot be opened like this.")
    party: str | None = Field(description="The name of the party that it is about.")
    body: str | None = Field(description="The code of the body that it is about.")
    due_on: date | None = Field(description="The deadline that it is about.")
    proposed: date | None = Field(description="A better deadline.")

    @classmethod
    def of(cls, caution: Caution) -> "WarningDocument":
        """The caution as it was found."""
        party, named = caution.party, caution.not_heard
        return cls(
            code=caution.code,
            words=caution_words(caution),
            refused=caution.refused,
            party=party.name if party else named.name if named else None,
            body=party.body if party else named.body if named else None,
            due_on=caution.due_on,
            proposed=caution.proposed,
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
    documents: list[SentDocument]
    left_out: list[LeftOutDocument] = Field(description="Who must be heard and is not, and why.")
    warnings: list[WarningDocument] = Field(
        description="What to know of the plan, or of the deadline that was just set."
    )

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
            documents=[SentDocument.model_validate(one) for one in hearing.standing_documents],
            left_out=[LeftOutDocument.model_validate(one) for one in hearing.left_out],
            warnings=[WarningDocument.of(caution) for caution in read.cautions],
        )


class ResponseDocument(AsRead):
    """An answer that was registered."""

    id: str
    party_id: str
    receipt: str
    version: int
    late: bool
    received_at: datetime
