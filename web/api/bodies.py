"""What callers send, member by member; the OpenAPI document is made from this."""

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import AliasChoices, Discriminator, Field, Tag, model_validator

from web.api.fields import Day, Email, Instant, Line, Sent, Text
from web.wording import api as say
from workflows.engine.commands.meetings import PointDecision, RemarkText, VoteCount
from workflows.engine.vocabulary import Channel, Effect, Openness, Stance
from workflows.services.triggers import Arguments

Marks = Annotated[
    tuple[Line, ...],
    Field(max_length=200, description="Codes of what the case is about, by the definitions."),
]


class NewCaseBody(Sent):
    """A case to begin."""

    title: Line
    case_type: Line = Field(description="The name of a case type of the installation.")
    route: Line = Field(default="", description="A sagsgang line; empty for the case type's own.")
    openness: Openness = Openness.OPEN
    number: Line = Field(
        default="", description="Such as `23/2079`; empty for the next of the year."
    )
    marks: Marks = ()


class MarksBody(Sent):
    """What a case is about."""

    marks: Marks


class PointBody(Sent):
    """What was decided on one point."""

    number: Annotated[int, Field(strict=True, ge=1, le=999)]
    text: Text
    word: Line | None = None


class RemarkBody(Sent):
    """A remark to a decision; by the whole body where `members` is empty."""

    text: Text
    members: Line = ""
    dissent: Annotated[bool, Field(strict=True)] = False


Votes = Annotated[int, Field(strict=True, ge=0, le=9999)]


class VoteBody(Sent):
    """How a vote fell; over the whole item where there is no `point`."""

    in_favour: Votes
    against: Votes
    abstained: Votes = 0
    who: Text = ""
    point: Annotated[int, Field(strict=True, ge=1, le=999)] | None = None


class DecisionBody(Sent):
    """What a body decided."""

    word: Line = Field(default="", description="`decide`: code of a decision word.")
    text: Text = Field(default="", description="`decide`: the decision, verbatim.")
    points: Annotated[tuple[PointBody, ...], Field(max_length=200)] = ()
    remarks: Annotated[tuple[RemarkBody, ...], Field(max_length=200)] = ()
    absentees: Annotated[tuple[Line, ...], Field(max_length=200)] = ()
    partial: Annotated[tuple[Line, ...], Field(max_length=200)] = ()
    substitutes: Annotated[tuple[Line, ...], Field(max_length=200)] = ()
    votes: Annotated[tuple[VoteBody, ...], Field(max_length=200)] = ()
    effect: Effect | None = Field(
        default=None, description="`decide`, where it is not the word's own."
    )
    refer_to: Line = Field(default="", description="`decide`: code or name of a body.")
    deferred_to: Day | None = Field(
        default=None, description="`decide`: day of the later meeting that a deferral names."
    )

    def arguments(self) -> Arguments:
        """As services take it."""
        return Arguments(
            word=self.word,
            text=self.text,
            points=tuple(PointDecision(p.number, p.text, p.word) for p in self.points),
            remarks=tuple(RemarkText(r.text, r.members, r.dissent) for r in self.remarks),
            absentees=self.absentees,
            partial=self.partial,
            substitutes=self.substitutes,
            votes=tuple(
                VoteCount(v.in_favour, v.against, v.abstained, v.who, v.point) for v in self.votes
            ),
            effect=self.effect,
            refer_to=self.refer_to,
            deferred_to=self.deferred_to,
        )


class ApprovalBody(Sent):
    """Nothing: what is approved is the decision as it stands in the version that was seen."""


class CorrectionBody(DecisionBody):
    """A decision as it should have been written, the whole of it, and why it is corrected."""

    reason: Text

    def arguments(self) -> Arguments:
        """As services take it."""
        return replace(DecisionBody.arguments(self), reason=self.reason)


class TriggerBody(DecisionBody):
    """What a trigger may be given; each takes what it needs, and is told what it lacks."""

    reason: Text = Field(
        default="",
        description="Why; `put_on_agenda` asks for it once the agenda takes no more items.",
    )
    meets_on: Day | None = Field(
        default=None, description="`put_on_agenda`; else the next meeting."
    )
    member: Line = Field(default="", description="`call_in`: who requires it.")
    via: Line = Field(default="", description="`call_in`: a committee on the way to the council.")
    route: Line = Field(
        default="", description="`reroute`: the whole line, the walked part included."
    )

    def arguments(self) -> Arguments:
        """As services take it."""
        return replace(
            DecisionBody.arguments(self),
            reason=self.reason,
            meets_on=self.meets_on,
            member=self.member,
            via=self.via,
            route=self.route,
        )


class ContactBody(Sent):
    """Whom a party is written to."""

    name: Line = ""
    email: Email


class PartyBody(Sent):
    """A body of the register, or an ad hoc circle with a name and contacts of its own."""

    body: Line | None = Field(default=None, description="Code, name or alias of a body.")
    name: Line | None = Field(default=None, min_length=1)
    contacts: Annotated[tuple[ContactBody, ...], Field(max_length=50)] = Field(
        default=(), description="A body's registered contacts, where none are given."
    )
    due_on: Day | None = Field(default=None, description="The party's own last day.")

    @model_validator(mode="after")
    def _one_of_the_two(self) -> "PartyBody":
        if (self.body is None) == (self.name is None):
            raise ValueError(say.BODY_OR_NAME)
        return self


def _how_named(party: object) -> str:
    return "name" if isinstance(party, str) else "object"


AnyParty = Annotated[
    Annotated[Line, Tag("name")] | Annotated[PartyBody, Tag("object")], Discriminator(_how_named)
]
"""A body by its code or name, or a party in full."""


class NotHeardBody(Sent):
    """Why a body that the rules name is not heard."""

    body: Line = Field(description="Its code, as in `to_hear` of the case.")
    reason: Text


class HearingBody(Sent):
    """A hearing to prepare."""

    rule: Line | None = Field(
        default=None,
        validation_alias=AliasChoices("rule", "kind"),
        description="Code of a kind of hearing; the case type's first, where none is given.",
    )
    text: Text = ""
    changes: Text = Field(
        default="", description="What a later round changed; unset: that the text tells it."
    )
    due_on: Day | None = Field(
        default=None, description="The last day to answer; what is usual, where none is given."
    )
    due_at: Instant | None = Field(
        default=None, description="An exact instant instead of a day; not in production."
    )
    parties: Annotated[tuple[AnyParty, ...], Field(max_length=500)] = Field(
        default=(), description="Codes or names of bodies, or objects."
    )
    close_when_all_answered: Annotated[bool, Field(strict=True)] = False
    not_heard: Annotated[tuple[NotHeardBody, ...], Field(max_length=200)] = Field(
        default=(), description="Why those of `to_hear` that are no parties are not heard."
    )
    open: Annotated[bool, Field(strict=True)] = Field(
        default=False, description="Open it at once; then all of it is done, or nothing."
    )

    @model_validator(mode="after")
    def _one_deadline(self) -> "HearingBody":
        if self.due_on is not None and self.due_at is not None:
            raise ValueError(say.DUE_ON_OR_DUE_AT)
        return self


class ExtensionBody(Sent):
    """A later last day, for all parties or one."""

    due_on: Day
    reason: Text
    party: Line | None = Field(default=None, description="Id of the only party to be given longer.")


class ReasonBody(Sent):
    """Why; it comes in the journal."""

    reason: Text


class DocumentBody(Sent):
    """What is said of a document besides its file."""

    openness: Openness = Openness.OPEN


class ResponseBody(Sent):
    """An answer that came to an officer; its files go with it in a body of several parts."""

    channel: Literal[Channel.LETTER, Channel.MAIL, Channel.PHONE]
    stance: Stance
    text: Text = ""
    received_at: Instant | None = Field(
        default=None, description="When it came; now, where left out."
    )
    base_version: Annotated[int, Field(strict=True, ge=0, le=1_000_000)] | None = Field(
        default=None,
        description="The version that it replaces, 0 for none; current, where left out.",
    )
    jointly_with: Annotated[tuple[Line, ...], Field(max_length=500)] = Field(
        default=(), description="Ids of other parties of the same hearing."
    )
