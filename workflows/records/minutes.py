"""Reads and writes minutes that are signed."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from workflows.engine.vocabulary import FileStatus
from workflows.records.batches import Operation, write_row
from workflows.records.given_answers import StoredFile
from workflows.records.minutes_tables import Minutes, Signature


@dataclass(frozen=True, slots=True)
class SignedBy:
    """A signature."""

    email: str
    name: str
    signed_at: datetime
    noted_by: str | None
    """The officer who saw it on paper; None where it was signed behind the own link."""
    remark: str


@dataclass(frozen=True, slots=True)
class ShownMinutes:
    """The minutes of a meeting, laid out to be signed."""

    id: str
    officer: str
    """Id of who laid them out."""
    laid_out_by: str
    laid_out_at: datetime
    file: StoredFile
    signatures: tuple[SignedBy, ...] = ()
    """In the order they were given."""


def minutes_of(connection: Connection, meeting: str) -> ShownMinutes | None:
    """The minutes, if they were laid out."""
    row = connection.execute(select(Minutes).where(Minutes.meeting_id == meeting)).first()
    if row is None:
        return None
    rows = connection.execute(
        select(
            Signature.email,
            Signature.name,
            Signature.signed_at,
            Signature.noted_by,
            Signature.remark,
        )
        .where(Signature.minutes_id == row.id)
        .order_by(Signature.signed_at, Signature.id)
    )
    return ShownMinutes(
        id=row.id,
        officer=row.officer_id,
        laid_out_by=row.laid_out_by,
        laid_out_at=row.laid_out_at,
        # What the house made itself needs no scanner to let it through.
        file=StoredFile(row.id, row.name, row.size, row.sha256, row.media_type, FileStatus.CLEAN),
        signatures=tuple(SignedBy(*each) for each in rows),
    )


def lay_out(connection: Connection, meeting: str, minutes: ShownMinutes) -> None:
    """Keep minutes to be signed; the meeting is locked."""
    connection.execute(
        insert(Minutes).values(
            id=minutes.id,
            meeting_id=meeting,
            officer_id=minutes.officer,
            laid_out_by=minutes.laid_out_by,
            laid_out_at=minutes.laid_out_at,
            name=minutes.file.name,
            size=minutes.file.size,
            sha256=minutes.file.sha256,
            media_type=minutes.file.media_type,
        )
    )


def sign(connection: Connection, signature: str, minutes: str, by: SignedBy) -> None:
    """Keep a signature; who has signed already has."""
    row = {"id": signature, "minutes_id": minutes, **asdict(by)}
    write_row(connection, Signature, Operation.INSERT_NEW, row)
