"""What the public pages show; every one of them reads through here, and asks for no sign-in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflows.records.documents import ShownDocument
from workflows.records.given_answers import StoredFile
from workflows.records.public_answers import public_file
from workflows.records.public_hearings import (
    ListedHearing,
    changed_at,
    ended_hearings,
    open_hearings,
)
from workflows.records.public_pages import PublicHearing, public_document, public_hearing
from workflows.services.acting import existing_id
from workflows.services.errors import NotFound
from workflows.services.installation import Installation

PER_PAGE = 50
"""Hearings that are over, on one page of the list."""

IN_FEEDS = 100
"""Hearings that are over, in the feeds, beside all that are open."""


@dataclass(frozen=True, slots=True)
class PublicList:
    """One page of the list."""

    open: tuple[ListedHearing, ...]
    ended: tuple[ListedHearing, ...]
    more: bool
    """Whether older ones follow."""


@dataclass(frozen=True, slots=True)
class Told:
    """A hearing as the feeds tell of it."""

    hearing: ListedHearing
    changed_at: datetime


def public_list(house: Installation, page: int) -> PublicList:
    """A page of the list, the first being 1; those that are open stand on the first alone."""
    with house.database.connect() as connection:
        ended = ended_hearings(connection, (page - 1) * PER_PAGE, PER_PAGE + 1)
        opened = open_hearings(connection) if page == 1 else []
    return PublicList(tuple(opened), tuple(ended[:PER_PAGE]), len(ended) > PER_PAGE)


def public_page(house: Installation, hearing: str) -> PublicHearing:
    """One hearing; raises NotFound alike for one of a closed case and for none at all."""
    with house.database.connect() as connection:
        found = public_hearing(connection, existing_id(hearing))
    if found is None:
        raise NotFound(hearing)
    return found


def file_to_fetch(house: Installation, hearing: str, file: str) -> StoredFile:
    """A file of a published answer; raises NotFound for any other."""
    with house.database.connect() as connection:
        found = public_file(connection, existing_id(hearing), existing_id(file))
    if found is None:
        raise NotFound(file)
    return found


def document_to_fetch(house: Installation, hearing: str, document: str) -> ShownDocument:
    """A document that the public may fetch; raises NotFound for any other."""
    with house.database.connect() as connection:
        found = public_document(connection, existing_id(hearing), existing_id(document))
    if found is None:
        raise NotFound(document)
    return found


def told_in_feeds(house: Installation) -> list[Told]:
    """Every open hearing and the latest of those that are over, changed last coming first."""
    with house.database.connect() as connection:
        hearings = [*open_hearings(connection), *ended_hearings(connection, 0, IN_FEEDS)]
        changed: Mapping[str, datetime] = changed_at(connection, [one.id for one in hearings])
    told = [Told(one, changed.get(one.id, one.opened_at)) for one in hearings]
    return sorted(told, key=lambda one: (one.changed_at, one.hearing.id), reverse=True)
