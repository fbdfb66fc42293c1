"""Keeps answers that are begun and not sent: one for each contact of a party, at the most."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select

from workflows.engine.commands.files import UploadedFile
from workflows.engine.vocabulary import Event, FileStatus, HearingPhase, Stance
from workflows.records.hearings import Contact, Draft, Hearing, Party
from workflows.records.journal import JournalEntry, JournalPayload


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What one contact wrote and did not send."""

    contact: str
    """Id of the contact."""
    stance: Stance | None
    text: str
    jointly_with: tuple[str, ...]
    """Ids of other parties."""
    files: tuple[UploadedFile, ...]
    base_version: int
    """How many versions of an answer its writer had seen."""
    saved_at: datetime


def kept_draft(row: Any) -> KeptDraft:
    """A draft from its row."""
    return KeptDraft(
        contact=row.contact_id,
        stance=Stance(row.stance) if row.stance else None,
        text=row.text,
        jointly_with=tuple(json.loads(row.jointly_with)),
        files=tuple(stored_file(file) for file in json.loads(row.files)),
        base_version=row.base_version,
        saved_at=row.saved_at,
    )


def stored_file(stored: Mapping[str, Any]) -> UploadedFile:
    """A file as it was written in JSON."""
    return UploadedFile(**{**stored, "status": FileStatus(stored["status"])})


def keep_draft(connection: Connection, party: str, draft: KeptDraft, seen: datetime | None) -> None:
    """Keep a draft in place of its contact's earlier one, and of those that its writer saw."""
    # Two savings at once by one contact: the second waits here for the first.
    connection.execute(select(Contact.id).where(Contact.id == draft.contact).with_for_update())
    drop_drafts(connection, party, draft.contact, seen)
    connection.execute(
        insert(Draft).values(
            party_id=party,
            contact_id=draft.contact,
            stance=draft.stance,
            text=draft.text,
            jointly_with=json.dumps(draft.jointly_with),
            files=json.dumps([asdict(file) for file in draft.files], ensure_ascii=False),
            base_version=draft.base_version,
            saved_at=draft.saved_at,
        )
    )


def drop_drafts(connection: Connection, party: str, contact: str, seen: datetime | None) -> None:
    """Drop the contact's draft, and the one saved at `seen`, which was in the form.

    Another's that was only shown beside it was taken over by nobody.
    """
    mine = Draft.contact_id == contact
    gone = mine if seen is None else or_(mine, Draft.saved_at == seen)
    connection.execute(delete(Draft).where(Draft.party_id == party, gone))


def drop_outlived_drafts(connection: Connection, ended_before: datetime, most: int) -> int:
    """Drop the drafts of at most so many parties whose round ended before; how many parties."""
    ended_at = (
        select(func.max(JournalEntry.at))
        .join(
            JournalPayload,
            (JournalPayload.case_id == JournalEntry.case_id)
            & (JournalPayload.seq == JournalEntry.seq),
        )
        .where(
            JournalEntry.case_id == Hearing.case_id,
            JournalEntry.event.in_([Event.HEARING_SEALED, Event.HEARING_WITHDRAWN]),
            JournalPayload.payload.contains(Hearing.id),
        )
        .correlate(Hearing)
        .scalar_subquery()
    )
    outlived = connection.scalars(
        select(Party.id)
        .join(Hearing, Hearing.id == Party.hearing_id)
        .where(
            Party.id.in_(select(Draft.party_id)),
            Hearing.phase.in_([HearingPhase.SEALED, HearingPhase.WITHDRAWN]),
            ended_at <= ended_before,
        )
        .order_by(Party.id)
        .limit(most)
    ).all()
    connection.execute(delete(Draft).where(Draft.party_id.in_(outlived)))
    return len(outlived)
