"""The files that wait for the virus scanner, and what it said of them."""

from sqlalchemy import Connection, func, select, union_all, update

from workflows.engine.vocabulary import FileStatus
from workflows.records.cases import Attachment
from workflows.records.hearings import HearingDocument, ResponseFile

_SCANNED = (ResponseFile, HearingDocument, Attachment)
"""The tables whose files are looked at; the same bytes may lie in several."""


def quarantined(connection: Connection, most: int) -> list[str]:
    """The SHA-256, in hexadecimal, of files in quarantine; each once, in any order.

    So files that can never be scanned do not stand before the others for good.
    """
    waiting = union_all(
        *(select(kind.sha256).where(kind.status == FileStatus.QUARANTINED) for kind in _SCANNED)
    ).subquery()
    return list(
        connection.scalars(
            select(waiting.c.sha256).group_by(waiting.c.sha256).order_by(func.random()).limit(most)
        )
    )


def note_scanned(connection: Connection, digest: str, status: FileStatus) -> int:
    """Let the files with these bytes out of quarantine, or refuse them; how many there are."""
    return sum(
        connection.execute(
            update(kind)
            .where(kind.sha256 == digest, kind.status == FileStatus.QUARANTINED)
            .values(status=status.value)
        ).rowcount
        for kind in _SCANNED
    )
