"""What pages show of a case's hearings: parties, letters, answers in every version, files."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from workflows.engine.vocabulary import (
    DeadlineKind,
    DeadlineStatus,
    HearingPhase,
    MessageKind,
    MessageStatus,
    PartyStatus,
)
from workflows.engine.whom_to_hear import LeftOut, left_out_in
from workflows.records.base import Identifier
from workflows.records.clock import ShownTime, read_clock
from workflows.records.documents import ShownDocument, documents_of_case
from workflows.records.given_answers import ShownResponse, answers_of_case
from workflows.records.hearings import (
    Contact,
    Hearing,
    Party,
)
from workflows.records.messages import Deadline, Message


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A letter to a party."""

    contact: str | None
    """Id of whom it is to."""
    kind: MessageKind
    recipient: str
    status: MessageStatus
    created_at: datetime
    sent_at: datetime | None
    settled_at: datetime | None
    """When it was given up, or found to be needless."""
    attempts: int
    next_attempt_at: datetime | None
    """When it is tried, or tried again, where it still waits to be sent."""
    last_error: str | None
    """What the mail server said last, or the `SkipReason`."""

    @property
    def at(self) -> datetime:
        """When it came to what its status says."""
        if self.status is MessageStatus.SENT:
            return self.sent_at or self.created_at
        return self.settled_at or self.created_at


@dataclass(frozen=True, slots=True)
class ShownContact:
    """Somebody that a party is written to."""

    id: str
    name: str
    email: str
    generation: int


@dataclass(frozen=True, slots=True)
class ShownParty:
    """A body heard in one round."""

    id: str
    body: str | None
    name: str
    status: PartyStatus
    due_on: date
    due_at: datetime
    answers: int
    response: str | None
    contacts: tuple[ShownContact, ...]
    messages: tuple[ShownMessage, ...]
    next_reminder_at: datetime | None
    """When it is reminded next, unless it has answered before."""
    versions: tuple[ShownResponse, ...]
    """The party's own answers, newest first."""

    @property
    def standing(self) -> tuple[ShownResponse, ...]:
        """Its own answers, newest first, without those registered by mistake."""
        return tuple(one for one in self.versions if one.undone is None)

    @property
    def mistaken(self) -> tuple[ShownResponse, ...]:
        """The answers that were registered for it by mistake."""
        return tuple(one for one in self.versions if one.undone is not None)


@dataclass(frozen=True, slots=True)
class ShownHearing:
    """One round with everybody in it."""

    id: str
    step: str
    round: int
    phase: HearingPhase
    rule: str
    text: str
    changes: str
    """What is another than in the round before."""
    due_on: date
    close_when_all_answered: bool
    opened_at: datetime | None
    closed_at: datetime | None
    ended_reason: str
    parties: tuple[ShownParty, ...]
    documents: tuple[ShownDocument, ...]
    """Replaced ones too."""
    left_out: tuple[LeftOut, ...]
    """Who must be heard and is not, with the reason."""

    @property
    def own_due_at(self) -> datetime | None:
        """The instant of the hearing's own deadline; None while it has no parties."""
        planned = [party.due_at for party in self.parties if party.due_on == self.due_on]
        return min(planned or [party.due_at for party in self.parties], default=None)

    @property
    def last_due_on(self) -> date:
        """The last day that any of the parties may answer in time."""
        return max((party.due_on for party in self.parties), default=self.due_on)

    @property
    def closed_early(self) -> bool:
        """Whether it was closed before the last deadline that was told."""
        return self.closed_at is not None and any(
            self.closed_at < party.due_at for party in self.parties
        )

    @property
    def standing_documents(self) -> tuple[ShownDocument, ...]:
        """The documents that count."""
        return tuple(one for one in self.documents if one.replaced_at is None)

    @property
    def responses(self) -> Mapping[str, ShownResponse]:
        """Every version of every answer, by id."""
        return {one.id: one for party in self.parties for one in party.versions}

    def counting(self, party: ShownParty) -> ShownResponse | None:
        """The answer that counts for the party: its own latest, or a joint one."""
        return self.responses.get(party.response) if party.response else None

    def counts(self, response: ShownResponse) -> bool:
        """Whether the answer counts for some party, or came too late and stands beside the one."""
        return self.is_beside(response) or any(
            party.response == response.id for party in self.parties
        )

    def is_beside(self, response: ShownResponse) -> bool:
        """Whether it is its party's latest, and came too late to replace the one that counts."""
        return any(
            response.id != party.response and response in party.standing[:1]
            for party in self.parties
        )

    def counts_for(self, response: ShownResponse) -> tuple[str, ...]:
        """The ids of the parties for whom the answer counts, the one that gave it first."""
        named = {party.id: party.response for party in self.parties}
        given = (response.party, *response.jointly_with)
        return tuple(party for party in given if named.get(party) == response.id)

    def section_of(self, response: ShownResponse) -> str:
        """The party under whose name the report tells of the answer.

        That is who gave it; where it counts for others alone by now, the first of those.
        """
        counted = [party.id for party in self.parties if party.id in self.counts_for(response)]
        return response.party if response.party in counted or not counted else counted[0]

    @property
    def collected(self) -> Sequence[tuple[ShownResponse, ...]]:
        """All answers that count, or stand beside one, each once, in the parties' order.

        The first of each section is the one that counts; what stands beside it came too late.
        """
        counting = dict.fromkeys(filter(None, map(self.counting, self.parties)))
        beside = (one for party in self.parties for one in party.standing[:1])
        found: dict[str, list[ShownResponse]] = defaultdict(list)
        for response in dict.fromkeys((*counting, *beside)):
            found[self.section_of(response)].append(response)
        return [tuple(found[party.id]) for party in self.parties if party.id in found]

    def replaced(self, response: ShownResponse) -> bool:
        """Whether the party had another answer before it that was no mistake."""
        party = next(one for one in self.parties if one.id == response.party)
        return any(
            (one.received_at, one.version) < (response.received_at, response.version)
            for one in party.standing
        )

    def name_of(self, party: str) -> str:
        """The name of one of the parties."""
        return next(one.name for one in self.parties if one.id == party)


_CASE = bindparam("case", type_=Identifier())

# Statements are made once: to make one anew takes as long as to ask it.

_HEARINGS = select(
    Hearing.id,
    Hearing.step,
    Hearing.round,
    Hearing.phase,
    Hearing.rule,
    Hearing.text,
    Hearing.changes,
    Hearing.due_on,
    Hearing.close_when_all_answered,
    Hearing.left_out,
    Hearing.opened_at,
    Hearing.closed_at,
    Hearing.ended_reason,
).where(Hearing.case_id == _CASE)


def hearings_of(connection: Connection, case: str) -> list[ShownHearing]:
    """The case's hearings, in the order they were made; ten statements."""
    rows = connection.execute(_HEARINGS, {"case": case}).all()
    parties = _parties(connection, case) if rows else {}
    documents = documents_of_case(connection, case) if rows else {}
    found = [
        ShownHearing(
            id=row.id,
            step=row.step,
            round=row.round,
            phase=HearingPhase(row.phase),
            rule=row.rule,
            text=row.text,
            changes=row.changes,
            due_on=row.due_on,
            close_when_all_answered=row.close_when_all_answered,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            ended_reason=row.ended_reason,
            parties=tuple(parties.get(row.id, ())),
            documents=tuple(documents.get(row.id, ())),
            left_out=left_out_in(row.left_out),
        )
        for row in rows
    ]
    # What is not opened yet comes last; step and round order what was opened together.
    return sorted(found, key=lambda h: (h.opened_at is None, h.opened_at, h.step, h.round))


_PARTIES = (
    select(
        Party.id,
        Party.hearing_id,
        Party.body,
        Party.name,
        Party.status,
        Party.due_on,
        Party.due_at,
        Party.answers,
        Party.response_id,
    )
    .where(Party.case_id == _CASE)
    .order_by(Party.position, Party.id)
)


def _parties(connection: Connection, case: str) -> Mapping[str, list[ShownParty]]:
    contacts, messages = _contacts(connection, case), _messages(connection, case)
    responses, reminders = answers_of_case(connection, case), _next_reminders(connection, case)
    found: dict[str, list[ShownParty]] = defaultdict(list)
    for row in connection.execute(_PARTIES, {"case": case}):
        found[row.hearing_id].append(
            ShownParty(
                id=row.id,
                body=row.body,
                name=row.name,
                status=PartyStatus(row.status),
                due_on=row.due_on,
                due_at=row.due_at,
                answers=row.answers,
                response=row.response_id,
                contacts=tuple(contacts[row.id]),
                messages=tuple(messages[row.id]),
                next_reminder_at=reminders.get(row.id),
                versions=tuple(responses[row.id]),
            )
        )
    return found


_CONTACTS = (
    select(Contact.party_id, Contact.id, Contact.name, Contact.email, Contact.generation)
    .where(Contact.case_id == _CASE)
    .order_by(Contact.name, Contact.id)
)


def _contacts(connection: Connection, case: str) -> Mapping[str, list[ShownContact]]:
    found: dict[str, list[ShownContact]] = defaultdict(list)
    for party, id_, name, email, generation in connection.execute(_CONTACTS, {"case": case}):
        found[party].append(ShownContact(id_, name, email, generation))
    return found


_MESSAGES = (
    select(
        Message.party_id,
        Message.contact_id,
        Message.kind,
        Message.recipient,
        Message.status,
        Message.created_at,
        Message.sent_at,
        Message.settled_at,
        Message.attempts,
        Message.next_attempt_at,
        Message.lease_until,
        Message.last_error,
    )
    .where(Message.case_id == _CASE, Message.party_id.is_not(None))
    .order_by(Message.created_at, Message.recipient, Message.id)
)


def _messages(connection: Connection, case: str) -> Mapping[str, list[ShownMessage]]:
    clock = read_clock(connection)
    found: dict[str, list[ShownMessage]] = defaultdict(list)
    for row in connection.execute(_MESSAGES, {"case": case}):
        found[row.party_id].append(
            ShownMessage(
                row.contact_id,
                MessageKind(row.kind),
                row.recipient,
                MessageStatus(row.status),
                row.created_at,
                row.sent_at,
                row.settled_at,
                row.attempts,
                _next_attempt(row, clock),
                row.last_error,
            )
        )
    return found


def _next_attempt(row: Any, clock: ShownTime) -> datetime | None:
    """As the installation's clock shows it; what is in a sender's hands has none."""
    waiting = (MessageStatus.PENDING, MessageStatus.UNCERTAIN)
    if MessageStatus(row.status) not in waiting:
        return None
    due: datetime = row.next_attempt_at
    return max(due, clock.at(row.lease_until)) if row.lease_until else due


_NEXT_REMINDERS = (
    select(Deadline.party_id, func.min(Deadline.next_attempt_at))
    .where(
        Deadline.case_id == _CASE,
        Deadline.kind == DeadlineKind.REMINDER,
        Deadline.status == DeadlineStatus.PENDING,
    )
    .group_by(Deadline.party_id)
)


def _next_reminders(connection: Connection, case: str) -> Mapping[str, datetime]:
    rows = connection.execute(_NEXT_REMINDERS, {"case": case})
    return {str(party): due for party, due in rows}
