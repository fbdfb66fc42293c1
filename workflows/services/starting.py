"""What must be right before anything is done: the schema, and the key that seals the journals."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from workflows.data_folder import OTHERS_MAY_NOT, make_private
from workflows.engine.errors import EnvironmentMissing
from workflows.records.database import Database, in_transaction, open_database
from workflows.records.schema import require_schema
from workflows.records.sealing import (
    any_journal,
    fingerprint,
    keep_fingerprint,
    kept_fingerprint,
    seals_journals,
)
from workflows.records.spoilt import reading_anything
from workflows.services.definition_versions import Shelf
from workflows.services.in_force import Current, installed_as_kept
from workflows.services.installation import Installation, keys_from
from workflows.services.wording import health as say
from workflows.settings import PREFIX, Settings, settings


class WrongKey(EnvironmentMissing):
    """The key is not the one that the journals are sealed by; the message says where to look."""


def installed(chosen: Settings) -> Installation:
    """The installation that the settings describe, when it is there: nothing is made or drawn.

    Raises EnvironmentMissing when its database or its key is not to be had, and WrongKey when the
    journals are sealed by another: a slip in a setting must not pass for a new installation.
    """
    with _opened(chosen) as database:
        _refuse_another_key(database, chosen)
        if not chosen.has_key:
            raise EnvironmentMissing(say.folder_has_no_key(chosen.data))
        return installed_as_kept(chosen, database)


@contextmanager
def shelf(chosen: Settings) -> Iterator[Shelf]:
    """Where the definitions are kept, when it is there, whatever is wrong with those in force.

    Raises EnvironmentMissing as `installed` does.
    """
    with _opened(chosen) as database:
        yield Shelf(database, chosen.definitions)


@contextmanager
def or_the_process_ends() -> Iterator[None]:
    """End the process with exit code 3 and one line, when its database or its key is not right."""
    try:
        yield
    except EnvironmentMissing as fault:
        print(fault, file=sys.stderr)
        sys.exit(3)


def installation() -> Installation:
    """The installation of this process with the definitions in force; raises as `keep_key`.

    What the process writes to files from now on is for their owner alone.
    """
    current = _current()
    return current.look() if current.is_due() else current.house


@lru_cache
def _current() -> Current:
    """The installation as the environment describes it."""
    os.umask(OTHERS_MAY_NOT)
    make_private(settings().data)
    keep_key(settings())
    with _opened(settings()) as database:
        opened = installed_as_kept(settings(), database)
    # All that is there by now stays: to look through it again and again takes a sixth of the time.
    gc.freeze()
    return Current(opened)


def keep_key(chosen: Settings) -> None:
    """Let the database know the first key that it meets; draws one where there is none.

    Raises EnvironmentMissing when the database cannot be reached or has another schema, and
    WrongKey when its journals are sealed by another key.
    """
    with _opened(chosen) as database:
        _refuse_another_key(database, chosen)
        told = fingerprint(keys_from(chosen.secret_key).journal)
        in_transaction(database, lambda connection: keep_fingerprint(connection, told))
        # Of two who are the first, each with a key of its own, one was too late.
        _refuse_another_key(database, chosen)


@contextmanager
def _opened(chosen: Settings) -> Iterator[Database]:
    database = open_database(chosen.database_url)
    try:
        require_schema(database)
        yield database
    finally:
        database.dispose()


def _refuse_another_key(database: Database, chosen: Settings) -> None:
    with reading_anything(database) as connection:
        kept = kept_fingerprint(connection)
        if kept is None and not any_journal(connection):
            return
        if not chosen.has_key:
            raise WrongKey(say.key_is_missing(PREFIX, chosen.data))
        key = keys_from(chosen.secret_key).journal
        fits = seals_journals(connection, key) if kept is None else fingerprint(key) == kept
    if not fits:
        raise WrongKey(_another(chosen))


def _another(chosen: Settings) -> str:
    if chosen.given_key:
        return say.sealed_by_another_key(PREFIX)
    return say.sealed_by_another_folders_key(PREFIX, chosen.data)
