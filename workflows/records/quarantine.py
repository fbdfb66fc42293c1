"""The files that wait for the virus scanner, and what it said of them."""

from sqlalchemy import Connection, func, select, update

from workflows.engine.vocabulary import FileStatus
from workflows.records.hearings import ResponseFile


def quarantined(connection: Connection, most: int) -> list[str]:
    """The SHA-256, in hexadecimal, of files in quarantine; each once, in any order.

    So files that can never be scanned do not stand before the others for good.
    """
    return list(
        connection.scalars(
            select(ResponseFile.sha256)
            .where(ResponseFile.status == FileStatus.QUARANTINED)
            .group_by(ResponseFile.sha256)
            .order_by(func.random())
            .limit(most)
        )
    )


def note_scanned(connection: Connection, digest: str, status: FileStatus) -> int:
    """Let the files with these bytes out of quarantine, or refuse them; how many there are."""
    return connection.execute(
        update(ResponseFile)
        .where(ResponseFile.sha256 == digest, ResponseFile.status == FileStatus.QUARANTINED)
        .values(status=status.value)
    ).rowcount
