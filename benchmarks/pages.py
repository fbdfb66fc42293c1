"""The answer page over HTTP, against a plain Django view that does the same read."""

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from sqlalchemy import text

from benchmarks.figures import Figure, at_least
from benchmarks.population import Town, copied_id
from benchmarks.readers import Readers, get, readers
from benchmarks.server import KEY, house_on
from benchmarks.sizes import Sizes
from benchmarks.slices import median_ratio, paired
from cli.serving.installation import web
from cli.serving.ports import HOST, free_port
from tests.servers import listens, plain
from tests.waiting import until
from workflows.services.links import token
from workflows.settings import Environment, read_settings

_AT_ONCE = (1, 4)
"""Readers that wait for one web worker process."""


def measure(town: Town, sizes: Sizes) -> Iterator[Figure]:
    """Pages per second of the form for a party that has not answered.

    Alike for both: one process on the same database, a connection to it that is kept, the same
    party's rows read by the same key, the same link checked by the same signature, a page of the
    same words from templates that are compiled once, the usual safe headers, a line in a log for
    each request, and readers that keep their connections. Django runs as in `django_shop`, by
    gunicorn with threads, for its plain worker would close the connection after each page.
    """
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        ask = partial(_asked, town, _link(town))
        ours = stack.enter_context(product(town.url, Path(folder)))
        theirs = stack.enter_context(_django(town, Path(folder)))
        for count in _AT_ONCE:
            pair = {
                "ours": stack.enter_context(readers(ours, count, ask)),
                "django": stack.enter_context(readers(theirs, count, ask)),
            }
            _compare(pair["ours"], pair["django"])
            yield from _rates(pair, count, sizes)


def _rates(pair: dict[str, Readers], count: int, sizes: Sizes) -> Iterator[Figure]:
    for side in pair.values():
        side.rate(2 * sizes.slice_seconds)
    rates = paired(
        {name: partial(side.rate, sizes.slice_seconds) for name, side in pair.items()},
        sizes.rounds,
    )
    who = "1 reader" if count == 1 else f"{count} readers"
    yield Figure("page", f"answer page, {who}", median(rates["ours"]), "per s")
    ratio = median_ratio(rates["ours"], rates["django"])
    yield Figure("page", f"answer page / a Django view of it, {who}", ratio, "×", at_least(1))


def _compare(ours: Readers, theirs: Readers) -> None:
    """Both are whole forms of about one length, or one would be measured against less."""
    pages = ours.page(), theirs.page()
    for words in ("Hvad mener I om forslaget?", "Ældrerådet", "Linket er sendt til"):
        assert all(words in page for page in pages), pages
    assert 0.8 < len(pages[0]) / len(pages[1]) < 1.25, tuple(map(len, pages))


@dataclass(frozen=True, slots=True)
class _Link:
    """The model case's party that has not answered, and its contact."""

    party: str
    contact: str
    key: bytes


def _link(town: Town) -> _Link:
    house = house_on(town.url)
    with house.database.connect() as connection:
        party, contact = connection.execute(
            text(
                "SELECT p.id::text, c.id::text FROM parties p JOIN contacts c ON c.party_id = p.id"
                " WHERE p.case_id = :case AND p.answers = 0 ORDER BY p.position, c.id LIMIT 1"
            ),
            {"case": town.in_hearing},
        ).one()
    house.database.dispose()
    return _Link(party, contact, house.keys.link)


def _asked(town: Town, link: _Link) -> bytes:
    """The request for the page of some copy's party."""
    number = random.randint(1, town.hearings)
    party, contact = copied_id(link.party, number), copied_id(link.contact, number)
    return get(f"/svar/{party}", f"svar-{party}={token(link.key, contact, 1, 1)}")


@contextmanager
def product(database: str, folder: Path) -> Iterator[str]:
    """The web process as `serve` starts it, with the settings of production."""
    port = free_port()
    settings = read_settings(
        env=Environment.PRODUCTION,
        data=folder / "data",
        database_url=database,
        SAGSGANG_SECRET_KEY=KEY,
    )
    with _running(web(port).command, settings.as_environment(), port, folder / "web.log") as url:
        yield url


@contextmanager
def _django(town: Town, folder: Path) -> Iterator[str]:
    """The Django site by gunicorn: one process, four threads, connections and access log kept."""
    port = free_port()
    command = (
        *(sys.executable, "-m", "gunicorn", "benchmarks.django_shop.wsgi"),
        *("--bind", f"{HOST}:{port}", "--workers", "1", "--threads", "4", "--keep-alive", "75"),
        *("--access-logfile", "-"),
    )
    environment = {"BENCH_DATABASE_URL": plain(town.url), "BENCH_SECRET_KEY": KEY}
    with _running(command, environment, port, folder / "django.log") as url:
        yield url


@contextmanager
def _running(
    command: Sequence[str], environment: dict[str, str], port: int, log: Path
) -> Iterator[str]:
    with log.open("w") as told:
        process = subprocess.Popen(
            command, env=os.environ | environment, stdout=told, stderr=subprocess.STDOUT
        )
        try:
            until(lambda: listens(port))
            yield f"http://{HOST}:{port}"
        finally:
            process.terminate()
            process.wait()
