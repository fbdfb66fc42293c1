"""What every act needs from its surroundings: database, definitions, keys and the time."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

import definitions
from workflows.engine.definition import Definitions
from workflows.engine.workdays import WorkCalendar
from workflows.records.clock import REAL_TIME, ShownTime
from workflows.records.database import Database, open_database
from workflows.records.snapshots import Surroundings
from workflows.settings import Settings


def real_now() -> datetime:
    """The one reading of the machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Keys:
    """One key per purpose, all drawn from the installation's secret."""

    journal: bytes
    link: bytes
    form: bytes
    code: bytes


@dataclass(frozen=True, slots=True)
class Installation:
    """One running installation; everything but the rows themselves."""

    database: Database
    definitions: Definitions
    around: Surroundings
    keys: Keys
    settings: Settings
    real_clock: Callable[[], datetime] = real_now
    definitions_version: int = 0
    """The number of the version that the definitions are; 0 for those of the folder."""

    def now(self, shown: ShownTime) -> datetime:
        """The time that counts: real time in production, elsewhere what the clock row shows."""
        return self.shown_at(shown, self.real_clock())

    def shown_at(self, shown: ShownTime, real: datetime) -> datetime:
        """The time that counted at a real instant."""
        return (REAL_TIME if self.settings.production else shown).at(real)


def install(chosen: Settings, defined: Definitions | None = None, version: int = 0) -> Installation:
    """The installation that the settings describe; draws its key when it has none.

    Without a version of the definitions it has those of the folder; raises FaultyDefinitions with
    every fault of it.
    """
    read = definitions.read(chosen.definitions) if defined is None else defined
    return Installation(
        database=open_database(chosen.database_url),
        definitions=read,
        around=_around(read, chosen),
        keys=keys_from(chosen.secret_key),
        settings=chosen,
        definitions_version=version,
    )


def with_definitions(house: Installation, defined: Definitions, version: int) -> Installation:
    """The same installation with another version of the definitions."""
    around = _around(defined, house.settings)
    return replace(house, definitions=defined, around=around, definitions_version=version)


def _around(read: Definitions, chosen: Settings) -> Surroundings:
    calendar = WorkCalendar(chosen.timezone, read.municipality.closed_days)
    return Surroundings(calendar, {body.code: body for body in read.bodies}, read.whom_to_hear)


def keys_from(secret: str) -> Keys:
    """The keys of an installation, each useless for the others' purposes."""
    return Keys(*(_derived(secret, purpose) for purpose in ("journal", "link", "form", "code")))


def _derived(secret: str, purpose: str) -> bytes:
    return hmac.new(secret.encode(), f"sagsgang {purpose}".encode(), sha256).digest()
