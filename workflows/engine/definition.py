"""What a municipality defines as data: bodies, case types, decision words, ladders and letters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from workflows.engine.periods import Period
from workflows.engine.vocabulary import BodyKind, Effect, MessageKind, Office


@dataclass(frozen=True, slots=True)
class Contact:
    """One person or mailbox that a body is reached by."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Body:
    """A committee, council or organisation that treats cases or is heard in them."""

    code: str
    """The short form printed in a route, such as `BUU`; unique without regard to case."""
    name: str
    kind: BodyKind
    aliases: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class HearingRule:
    """One kind of hearing: how long it must last, and by which law."""

    code: str
    title: str
    usual: Period
    minimum: Period | None = None
    source: str = ""
    """The legal source of the minimum, such as `planloven § 24, stk. 3`."""
    close_when_all_answered: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """When those who have not answered are reminded: periods before the deadline, longest first."""

    rungs: tuple[Period, ...]
    at: time = time(8, 0)
    """Local time of day at which a rung is sent; between 07 and 18."""


@dataclass(frozen=True, slots=True)
class DecisionWord:
    """A word that a body decides with, and what it does to the case."""

    code: str
    text: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class CaseType:
    """Everything a running case is pinned to: words, ladder and kinds of hearing."""

    name: str
    title: str
    version: int
    words: tuple[DecisionWord, ...]
    ladder: Ladder
    hearings: tuple[HearingRule, ...]
    route: str | None = None
    """The route proposed for a new case of this type, as a sagsgang line."""

    def word(self, code: str) -> DecisionWord | None:
        """The decision word with this code, or None."""
        return next((word for word in self.words if word.code == code), None)

    def hearing_rule(self, code: str) -> HearingRule | None:
        """The kind of hearing with this code, or None."""
        return next((rule for rule in self.hearings if rule.code == code), None)


@dataclass(frozen=True, slots=True)
class Letter:
    """The wording of one kind of message, as templates over named values."""

    kind: MessageKind
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class MeetingChange:
    """A meeting that is not held on its day: moved to another, or cancelled (`to` is None)."""

    day: date
    to: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingCalendar:
    """When one body meets, and how long before that its agenda closes and is sent out."""

    body: str
    dates: tuple[date, ...]
    starts: time
    cutoff: Period
    """How long before the meeting the agenda takes no more items."""
    dispatch: Period
    """How long before the meeting the agenda is sent out (council: styrelsesloven § 8, stk. 4)."""
    reasons: Mapping[date, str] = field(default_factory=dict)
    """Why there is a meeting on the day: its rule, the list, or what it was moved for."""
    changes: tuple[MeetingChange, ...] = ()
    """The meetings that were moved or cancelled."""
    opening_items: tuple[str, ...] = ()
    """The standing items that every agenda begins with, such as `Godkendelse af dagsorden`."""
    closing_items: tuple[str, ...] = ()
    """Those that it ends with, such as `Eventuelt`."""

    def change_of(self, day: date) -> MeetingChange | None:
        """What became of the meeting of a day, if it is not held then."""
        return next((change for change in self.changes if change.day == day), None)

    def next_after(self, day: date) -> date | None:
        """The first meeting on or after `day`, or None when the calendar has run out."""
        return next((meeting for meeting in self.dates if meeting >= day), None)


@dataclass(frozen=True, slots=True)
class Member:
    """One person in one body for one period: a member, or a substitute for some of them."""

    body: str
    """Its code."""
    name: str
    role: str
    """The party, union or role that stands in brackets after the name."""
    email: str
    """The member's own: whoever reads there is this person, in every body that it stands in."""
    first: date
    last: date = date.max
    """Both are days of the period."""
    office: Office = Office.MEMBER
    substitute_for: tuple[str, ...] = ()
    """The names of those whom a substitute may take the place of; empty for a member."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a case can be about (handicap, ældre), by which rules know whom to hear in it."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class HearRule:
    """A body that must be heard in cases of some kind, and by which law or agreement."""

    body: str
    """Its code."""
    source: str
    text: str
    """The rule in words."""
    marks: tuple[str, ...] = ()
    """The marks that a case must have, all of them."""
    case_types: tuple[str, ...] = ()
    """The types that a case must be one of; empty for any."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """Who runs this installation, as letters and pages name it."""

    name: str
    sender: str
    """The address that mails come from."""
    usual_case_type: str
    """The case type that is proposed for a new case; empty for the first."""
    closed_days: tuple[str, ...] = ()
    """Closed though not holidays: `MM-DD`, or a day that moves with Easter, by name."""
    accessibility_statement: str = ""
    """The https address of the statement that webtilgængelighedsloven asks for, or empty."""
    digest_at: time = time(7, 30)
    """Local time of day at which officers get the one mail that tells what happened."""
    item_parts: tuple[str, ...] = ()
    """Titles of the parts that an agenda item can have after its main text, in order."""
    departments: tuple[str, ...] = ()
    """Those that officers belong to, by name."""
    four_eyes: bool = False
    """Whether a decision takes effect only once another officer approved what was recorded."""
    colour: str = ""
    """As `#rrggbb`, on which white is read; empty for the product's own."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """One folder of definitions, read and found free of faults."""

    municipality: Municipality
    bodies: tuple[Body, ...]
    case_types: Mapping[str, CaseType]
    calendars: Mapping[str, MeetingCalendar]
    """By body code."""
    letters: Mapping[MessageKind, Letter]
    marks: tuple[Mark, ...] = ()
    whom_to_hear: tuple[HearRule, ...] = ()
    members: tuple[Member, ...] = ()
    logo: bytes = b""
    """The municipality's mark as an SVG document; empty for none."""
