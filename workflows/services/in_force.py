"""The installation of a process with the definitions that are in force, looked for in passing."""

import json
import time
from collections.abc import Callable
from threading import Lock

import structlog

import definitions
from workflows.engine.faults import FaultyDefinitions
from workflows.records.database import UNAVAILABLE, Database
from workflows.records.definition_versions import newest_number, newest_version
from workflows.services.installation import Installation, install, with_definitions
from workflows.settings import Settings

LOOKS_EVERY_SECONDS = 2.0
"""How long a process can go on with a version that is no longer in force."""

log = structlog.get_logger()


def installed_as_kept(chosen: Settings, database: Database) -> Installation:
    """The installation of the settings with the newest version, or else those of the folder.

    Raises FaultyDefinitions where this code finds faults in what is in force.
    """
    with database.connect() as connection:
        kept = newest_version(connection)
    if kept is None:
        return install(chosen)
    return install(chosen, definitions.read_texts(json.loads(kept.files)), kept.about.number)


def with_newest(house: Installation) -> Installation:
    """The installation with the newest version of its definitions; itself where it has that.

    Raises FaultyDefinitions where this code finds faults in it.
    """
    with house.database.connect() as connection:
        if newest_number(connection) == house.definitions_version:
            return house
        kept = newest_version(connection)
    if kept is None:
        return house
    read = definitions.read_texts(json.loads(kept.files))
    return with_definitions(house, read, kept.about.number)


class Current:
    """The installation of one process as it is by now; whoever comes when it is due looks again.

    The others go on meanwhile with what there is.
    """

    def __init__(self, house: Installation, clock: Callable[[], float] = time.monotonic) -> None:
        self.house = house
        self._clock = clock
        self._next = clock() + LOOKS_EVERY_SECONDS
        self._lock = Lock()

    def is_due(self) -> bool:
        """Whether the last look is too long ago; says so to the first who asks."""
        with self._lock:
            due = self._clock() >= self._next
            if due:
                self._next = self._clock() + LOOKS_EVERY_SECONDS
        return due

    def look(self) -> Installation:
        """The installation after a look; as it was when there is no answer, or a faulty one."""
        try:
            self.house = with_newest(self.house)
        except UNAVAILABLE:
            pass  # whoever asked will find out, and say so better
        except FaultyDefinitions as faulty:
            log.error("faulty_definitions", faults=str(faulty))
        return self.house
