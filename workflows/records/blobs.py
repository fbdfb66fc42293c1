"""The hashes of all bytes outside the database that a row names."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import CompoundSelect, Connection, select, union_all

from workflows.records.cases import Attachment
from workflows.records.dispatch_tables import DispatchFile
from workflows.records.hearings import Draft, HearingDocument, ResponseFile
from workflows.records.inbox_tables import IncomingMail
from workflows.records.minutes_tables import Minutes
from workflows.records.publications import PublicFile
from workflows.records.report_tables import ReportFile

FILES = (HearingDocument, ResponseFile, PublicFile, ReportFile, Attachment, DispatchFile, Minutes)
"""The tables with a row for each uploaded or written file; drafts name theirs in JSON.

An attachment names one where it is a file of its own.
"""


def named_files(connection: Connection) -> frozenset[str]:
    """The SHA-256, in hexadecimal, of every file that counts, counted once or is in a draft.

    One statement, so that a file which passes from a draft to an answer meanwhile is seen in one
    of them.
    """
    named: CompoundSelect[tuple[Any]] = union_all(
        *(select(kind.sha256.label("named")).where(kind.sha256.is_not(None)) for kind in FILES),
        select(Draft.files.label("named")),
    )
    return frozenset(_digests(connection.execute(named).scalars()))


def named_mails(connection: Connection) -> frozenset[str]:
    """The SHA-256, in hexadecimal, of every mail that came in."""
    return frozenset(connection.execute(select(IncomingMail.sha256)).scalars())


def _digests(named: Iterator[str]) -> Iterator[str]:
    for one in named:
        if one.startswith("["):
            yield from (file["sha256"] for file in json.loads(one))
        else:
            yield one
