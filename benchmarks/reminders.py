"""Reminders due at one instant: into the outbox, then out through a mail worker."""

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, func, select, text

from benchmarks.figures import Figure, at_least, at_most
from benchmarks.mail_workers import MailWorker, mail_worker
from benchmarks.one_each import SEND_ONE
from benchmarks.population import add_officer, copy_case, days_before, opened_hearing, today
from benchmarks.server import KEY, populated, vacuum
from benchmarks.sink import bare_rate, sink_running
from benchmarks.sizes import Sizes
from benchmarks.slices import median_ratio, paired
from tasks.app import DELIVER
from tasks.mailfolder import MailFolder
from tests.servers import broker_running
from workflows.engine.vocabulary import MessageKind
from workflows.records.clock import ShownTime, set_clock
from workflows.records.database import in_transaction
from workflows.records.messages import Message
from workflows.services.installation import Installation
from workflows.services.sending import deliver
from workflows.services.sweeping import sweep
from workflows.settings import Environment, read_settings

_INTERVALS = 3

_MOST_RINGS = 4
"""Of five seconds; a slow machine need not send them all for its rate to be known."""

_STRETCHES = 10

_PROCESSES = 2
"""Of the worker that sends, as `sagsgang serve` starts it."""

_ROUNDS = 3
"""Of lots that are sent in batches and one by one."""


def measure(server: str, sizes: Sizes) -> Iterator[Figure]:
    """Each case asks one party, of one address, that has not answered: one deadline a reminder."""
    with (
        populated(server, "reminders") as house,
        sink_running() as sink,
        broker_running() as broker,
        tempfile.TemporaryDirectory() as folder,
    ):
        _settle(house, sizes.reminders, Path(folder))
        chosen = read_settings(
            env=Environment.TEST,
            data=Path(folder),
            database_url=house.settings.database_url,
            broker_url=broker,
            smtp_url=sink.url,
            SAGSGANG_SECRET_KEY=KEY,
        )
        with (
            mail_worker(chosen, sink, "worker", "mail", DELIVER, _PROCESSES) as batches,
            mail_worker(chosen, sink, "benchmarks.one_each", "scan", SEND_ONE, 1) as each,
        ):
            for worker in (batches, each):
                _one_ring(house, worker)  # Nothing is due yet: it has begun, that is all.
            yield from _into_the_outbox(house, sizes)
            yield from _beside_a_bare_loop(house, batches, sizes)
            yield from _beside_one_each(house, batches, each, sizes)
            yield from _in_the_long_run(house, batches, sizes)


def _settle(house: Installation, reminders: int, folder: Path) -> None:
    """Fill the database, and let the clock show the instant at which all reminders fall due."""
    add_officer(house)
    due_on = today() + timedelta(days=40)
    model = opened_hearing(house, due_on, ("Ældrerådet",))
    deliver(days_before(house, due_on, 30), MailFolder(folder))
    copy_case(house, model, reminders - 1)
    vacuum(house)
    with house.database.connect() as connection:
        due: datetime = connection.execute(
            text("SELECT min(due_at) FROM deadlines WHERE kind = 'reminder' AND status = 'pending'")
        ).scalar_one()
    shown = ShownTime(datetime.now(UTC), due, 1.0)

    def work(connection: Connection) -> None:
        set_clock(connection, shown)
        # They are of the day on which the invitation was sent.
        connection.execute(text("DELETE FROM heartbeats"))

    in_transaction(house.database, work)


def _into_the_outbox(house: Installation, sizes: Sizes) -> Iterator[Figure]:
    """From the instant they are due to the last row, were the bell rung just before it."""
    interval = read_settings(env=Environment.PRODUCTION, SAGSGANG_SECRET_KEY=KEY).tick
    began = time.perf_counter()
    swept = sweep(house)
    seconds = time.perf_counter() - began
    assert (swept.taken, swept.failed) == (sizes.reminders, 0), swept
    assert _count(house, "pending") == sizes.reminders
    name = f"{sizes.reminders:,} reminders due at once, all in the outbox after"
    yield Figure("reminders", name, interval.total_seconds() + seconds, "s")
    ratio = (interval.total_seconds() + seconds) / (_INTERVALS * interval.total_seconds())
    name = f"that / {_INTERVALS} sweep intervals of {interval.seconds} s"
    yield Figure("reminders", name, ratio, "×", at_most(1))


def _beside_a_bare_loop(house: Installation, worker: MailWorker, sizes: Sizes) -> Iterator[Figure]:
    """Ring after ring, a bare loop with the same mails in between.

    Both have one connection to the same mail server, which is kept.
    """
    rates: dict[str, list[float]] = {"worker": [], "bare": []}
    while _count(house, "pending") and len(rates["worker"]) < _MOST_RINGS:
        rates["worker"].append(_one_ring(house, worker))
        rates["bare"].append(bare_rate(worker.sink, 2 * sizes.slice_seconds))
    yield Figure("reminders", "sent by a mail worker", median(rates["worker"]), "per s")
    yield Figure("reminders", "sent by a bare loop", median(rates["bare"]), "per s")
    ratio = median_ratio(rates["worker"], rates["bare"])
    yield Figure("reminders", "a mail worker / a bare loop", ratio, "×", at_least(0.7))


def _beside_one_each(
    house: Installation, batches: MailWorker, each: MailWorker, sizes: Sizes
) -> Iterator[Figure]:
    """The same letters again, a lot at a time: fifty in a task, or one over its own connection.

    Nothing else is due meanwhile, so that all of a lot is sent and no more.
    """
    _set_status(house, "pending", "skipped")

    def in_batches() -> float:
        _send_again(house, 5 * sizes.lot)
        return _one_ring(house, batches)

    rates = paired(
        {"batches": in_batches, "each": lambda: _one_by_one(house, each, sizes.lot)},
        min(_ROUNDS, sizes.rounds),
    )
    yield Figure("reminders", "sent by a task each", median(rates["each"]), "per s")
    ratio = median_ratio(rates["batches"], rates["each"])
    yield Figure("reminders", "in batches / by a task each", ratio, "×", at_least(2))


def _in_the_long_run(house: Installation, worker: MailWorker, sizes: Sizes) -> Iterator[Figure]:
    """Ten stretches of rings, each begun with letters to send, by a child that is not replaced."""
    weighed = []
    for _ in range(_STRETCHES):
        _send_again(house, sizes.lot)
        worker.work_off(sizes.tasks // _STRETCHES)
        weighed.append(worker.memory())
    early, *_, late = weighed
    yield Figure("memory", "a mail worker", late / 2**20, "MiB")
    name = f"after {sizes.tasks:,} tasks / after {sizes.tasks // _STRETCHES:,}"
    yield Figure("memory", name, late / early, "×", at_most(1.1))


def _one_ring(house: Installation, worker: MailWorker) -> float:
    """Until all who send have ended: whoever helped holds letters until then."""
    began = datetime.now(UTC)
    return worker.rate(
        1, lambda: _has_beaten(house, began) and not _count(house, "claimed", "uncertain")
    )


def _one_by_one(house: Installation, worker: MailWorker, lot: int) -> float:
    _send_again(house, lot)
    last = worker.sink.count.value + lot
    return worker.rate(lot, lambda: worker.sink.count.value >= last)


def _has_beaten(house: Installation, since: datetime) -> bool:
    """Whether a round of sending has ended since."""
    with house.database.connect() as connection:
        beat = connection.execute(
            text("SELECT real_at FROM heartbeats WHERE name = 'outbox' AND real_at > :since"),
            {"since": since},
        )
        return beat.first() is not None


def _count(house: Installation, *statuses: str) -> int:
    with house.database.connect() as connection:
        found: int = connection.execute(
            select(func.count())
            .select_from(Message)
            .where(Message.kind == MessageKind.REMINDER, Message.status.in_(statuses))
        ).scalar_one()
        return found


def _set_status(house: Installation, before: str, after: str) -> None:
    in_transaction(
        house.database,
        lambda connection: connection.execute(
            text("UPDATE messages SET status = :after WHERE status = :before"),
            {"before": before, "after": after},
        ),
    )


def _send_again(house: Installation, letters: int) -> None:
    """Let so many of the reminders be as if nobody had sent them."""

    def work(connection: Connection) -> None:
        connection.execute(
            text(
                "UPDATE messages SET status = 'pending', attempts = 0, sent_at = NULL,"
                " content = NULL WHERE id IN (SELECT id FROM messages"
                " WHERE kind = 'reminder' AND status = 'sent' LIMIT :letters)"
            ),
            {"letters": letters},
        )

    in_transaction(house.database, work)
