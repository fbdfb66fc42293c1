"""The servers, databases and browser that tests ask for; each starts when first needed."""

import gc
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import certifi
import hypothesis
import pytest
import structlog
from playwright.sync_api import Browser, Page

from tests.browsing import browser_program, browser_running
from tests.servers import (
    SmtpSink,
    broker_running,
    forget_installation,
    postgres_database,
    postgres_running,
    with_driver,
)
from workflows.records.database import open_database
from workflows.records.schema import migrate
from workflows.settings import PREFIX, settings

IN_CI = bool(os.environ.get("CI"))
NUMBERS = count()
MEMORY = Path("/dev/shm")
ROOM_BYTES = 2 << 30

hypothesis.settings.register_profile("house", deadline=None, derandomize=IN_CI, print_blob=True)
hypothesis.settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """No test reads or writes a real installation, whatever the shell has set."""
    forget_installation()
    # All that is imported stays; to look through it again and again takes a tenth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    _keep_in_memory(config)
    folder = tempfile.mkdtemp(prefix="sagsgang-test-")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ |= {f"{PREFIX}ENV": "test", f"{PREFIX}DATA": folder}
    os.environ["SSL_CERT_FILE"] = _one_authority(Path(folder))
    settings.cache_clear()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            # The usual way draws all that the failing functions knew, for a second or more.
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer(colors=False),
        ]
    )


def _keep_in_memory(config: pytest.Config) -> None:
    """Put what the tests write where no disk is waited for, if this machine shares its memory.

    To make a database are some hundred files, which take a disk 20 to 100 ms and memory 8. It is
    gone when the tests have ended; with TMPDIR set it is there, and stays as pytest has it.
    """
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM_BYTES
    if roomy and os.access(MEMORY, os.W_OK) and "TMPDIR" not in os.environ:
        folder = tempfile.mkdtemp(prefix="sagsgang-tests-", dir=MEMORY)
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        # The database's server may run as another user.
        Path(folder).chmod(0o711)
        os.environ["TMPDIR"] = folder
        tempfile.tempdir = None


def _one_authority(folder: Path) -> str:
    """A file with one certificate authority, for no test speaks to the world.

    Every HTTP client reads them all when it is made, which takes 30 ms for the usual 140.
    """
    end = "-----END CERTIFICATE-----\n"
    file = folder / "authority.pem"
    file.write_text(Path(certifi.where()).read_text().partition(end)[0] + end)
    return str(file)


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """What a test sets up for the log, in our name or uvicorn's, is gone when it ends."""
    loggers = [logging.getLogger(name) for name in (None, "uvicorn", "uvicorn.error")]
    before = [(logger.handlers[:], logger.level, logger.propagate) for logger in loggers]
    processing = structlog.get_config()
    yield
    structlog.configure(**processing)
    for logger, (handlers, level, propagate) in zip(loggers, before, strict=True):
        logger.handlers[:], logger.propagate = handlers, propagate
        logger.setLevel(level)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a PostgreSQL server: TEST_DATABASE_URL, or one started for these tests."""
    with ExitStack() as stack:
        given = os.environ.get("TEST_DATABASE_URL")
        yield with_driver(given or stack.enter_context(postgres_running()))


@pytest.fixture(scope="session")
def postgres_model(postgres_url: str) -> Iterator[str]:
    """The name of a PostgreSQL database, migrated and empty, to be copied."""
    name = f"sagsgang_test_{os.getpid()}_model"
    with postgres_database(postgres_url, name) as url:
        _migrated(url)
        yield name


@pytest.fixture
def postgres(postgres_url: str, postgres_model: str) -> Iterator[str]:
    """The URL of a migrated and empty PostgreSQL database of the test's own; about 10 ms."""
    name = f"sagsgang_test_{os.getpid()}_{next(NUMBERS)}"
    with postgres_database(postgres_url, name, postgres_model) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file, migrated and empty, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "model.db"
    _migrated(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite(sqlite_model: Path, tmp_path: Path) -> str:
    """The URL of a migrated and empty SQLite file of the test's own."""
    return f"sqlite:///{shutil.copy(sqlite_model, tmp_path / 'sagsgang.db')}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """The URL of a migrated and empty database of the test's own: one suite on every backend."""
    url: str = request.getfixturevalue("postgres" if request.param == "postgresql" else "sqlite")
    return url


def _migrated(url: str) -> None:
    database = open_database(url)
    migrate(database)
    database.dispose()


@pytest.fixture(scope="session")
def broker_url() -> Iterator[str]:
    """The URL of a broker that no other test process uses: TEST_BROKER_URL, or one started."""
    with ExitStack() as stack:
        given = os.environ.get("TEST_BROKER_URL")
        yield _own_part(given) if given else stack.enter_context(broker_running())


def _own_part(url: str) -> str:
    """The URL with a database number of this test process's own: the first one's is as given."""
    parts = urlsplit(url)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    number = int(parts.path.strip("/") or 0) + int(worker.removeprefix("gw"))
    return parts._replace(path=f"/{number}").geturl()


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """An SMTP server that keeps what it is sent."""
    with SmtpSink().listening() as sink:
        yield sink


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one browser tests are skipped, with CI=true they fail."""
    program = browser_program()
    if program is None:
        missing = "no chromium on this machine: browser tests do not run"
        pytest.fail(missing) if IN_CI else pytest.skip(missing)
    with browser_running(program) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with no history, cookies or storage, as a Dane would open it."""
    with browser.new_context(locale="da-DK", timezone_id="Europe/Copenhagen") as context:
        yield context.new_page()
