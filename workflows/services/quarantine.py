"""Looks again at the files that the virus scanner could not look at when they came."""

from dataclasses import dataclass

import structlog

from workflows.engine.vocabulary import FileStatus
from workflows.records.database import in_transaction
from workflows.records.quarantine import note_scanned, quarantined
from workflows.services.clamd import Finding, NotScanned, ScannerAway, scan
from workflows.services.installation import Installation
from workflows.services.uploads import path_of

log = structlog.get_logger()

BATCH = 50
"""Files looked at in one sweep; the next one comes soon."""


@dataclass(slots=True)
class Scanned:
    """What a sweep of the quarantine came to, in files of answers."""

    clean: int = 0
    refused: int = 0


def rescan(house: Installation) -> Scanned:
    """Let files out of quarantine, or refuse them for good.

    Ends at once while the scanner is away; a file that it cannot look at stops no other. Without
    a scanner nothing is let out.
    """
    done = Scanned()
    url = house.settings.clamd_url
    if url is None:
        return done
    with house.database.connect() as connection:
        waiting = quarantined(connection, BATCH)
    for digest in waiting:
        try:
            _settle(house, digest, _look(house, url, digest), done)
        except ScannerAway as away:
            log.error("scanner_away", reply=str(away))
            break
        except (NotScanned, FileNotFoundError) as error:
            log.error("not_scanned", sha256=digest, reply=str(error))
    return done


def _look(house: Installation, url: str, digest: str) -> Finding:
    with path_of(house, digest).open("rb") as content:
        return scan(url, content)


def _settle(house: Installation, digest: str, finding: Finding, done: Scanned) -> None:
    harmful = finding is Finding.HARMFUL
    status = FileStatus.REFUSED if harmful else FileStatus.CLEAN
    count = in_transaction(
        house.database, lambda connection: note_scanned(connection, digest, status)
    )
    if harmful:
        log.error("file_refused", sha256=digest)
        done.refused += count
    else:
        done.clean += count
