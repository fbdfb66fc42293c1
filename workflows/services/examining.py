"""Examines an installation: what a person who runs it would look at, one finding for each."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from workflows.records.case_list import EVERYTHING
from workflows.records.inbox import count_mails
from workflows.records.outbox import settled_since
from workflows.services.clamd import NotScanned, scan
from workflows.services.health import Status, health
from workflows.services.holding_back import waiting_mails
from workflows.services.installation import Installation
from workflows.services.mail_desk import WAITING
from workflows.services.wording import health as say

LEAST_ROOM = 1 << 30
"""Bytes free where files are kept, below which somebody should make room."""

LOOKED_BACK = timedelta(days=7)
"""How far back mails that failed are counted."""


class Subject(StrEnum):
    """What is looked at."""

    SWEEPS = "sweeps"
    OVERDUE = "overdue"
    MAIL = "mail"
    FAILED_MAILS = "failed_mails"
    INBOX = "inbox"
    ROOM = "room"
    SCANNER = "scanner"


@dataclass(frozen=True, slots=True)
class Examined:
    """One finding."""

    subject: Subject
    is_well: bool
    told: str
    """In Danish, with what to do where it is not well."""


def examine(house: Installation) -> Iterator[Examined]:
    """All findings; raises EnvironmentMissing where the database cannot be asked."""
    found = health(house)
    yield _sweeps(found.status, found.last_sweep_at is not None)
    seconds = int(found.oldest_overdue.total_seconds())
    yield Examined(
        Subject.OVERDUE,
        seconds <= 60,
        say.oldest_deadline_has_waited(seconds),
    )
    waiting = sum(waiting_mails(house).values())
    pause = found.mail_pause
    told = say.mails_wait(waiting)
    if pause is not None:
        why = say.THEY_ARE_HELD if pause.is_held else pause.said
        told = say.and_none_are_sent(told, why)
    yield Examined(Subject.MAIL, pause is None, told)
    yield from _counted(house)
    yield _room(house)
    yield _scanner(house)


def _sweeps(status: Status, ever: bool) -> Examined:
    if not ever:
        return Examined(Subject.SWEEPS, False, say.NO_SWEEP_HAS_RUN)
    words = {
        Status.OK: say.SWEPT_AS_THEY_SHOULD,
        Status.STARTING: say.NOT_SWEPT_SINCE_THE_START,
        Status.LATE: say.SWEEPS_HAVE_STOPPED,
    }
    return Examined(Subject.SWEEPS, status is not Status.LATE, words[status])


def _counted(house: Installation) -> Iterator[Examined]:
    since = house.real_clock() - LOOKED_BACK
    with house.database.connect() as connection:
        failed = settled_since(connection, since)
        mails = count_mails(connection, EVERYTHING, WAITING)
    yield Examined(Subject.FAILED_MAILS, failed == 0, say.mails_failed(failed, LOOKED_BACK.days))
    yield Examined(Subject.INBOX, True, say.mails_wait_for_a_person(mails))


def _room(house: Installation) -> Examined:
    free = shutil.disk_usage(house.settings.data).free
    return Examined(
        Subject.ROOM, free >= LEAST_ROOM, say.gigabytes_free(free / (1 << 30)).replace(".", ",")
    )


def _scanner(house: Installation) -> Examined:
    url = house.settings.clamd_url
    if not url:
        return Examined(Subject.SCANNER, True, say.NO_SCANNER)
    try:
        scan(url, io.BytesIO(b"sagsgang"))
    except NotScanned as unreachable:
        return Examined(Subject.SCANNER, False, say.scanner_is_unreachable(unreachable))
    return Examined(Subject.SCANNER, True, say.SCANNER_ANSWERS)
