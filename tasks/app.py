"""The Celery app: the bell that beat rings, the queues it rings on, and nothing that is kept."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from celery import Celery
from celery.signals import celeryd_init, setup_logging
from kombu.entity import Exchange, Queue

from workflows.logbook import configure
from workflows.services.starting import keep_key, or_the_process_ends
from workflows.settings import Settings, settings

QUEUES = ("tick", "mail", "scan")
SWEEP = "tasks.deadlines.sweep"
DELIVER = "tasks.outbox.deliver"
ANCHOR = "tasks.housekeeping.anchor"
TIDY = "tasks.housekeeping.tidy"
CLEAR = "tasks.housekeeping.clear"
RESCAN = "tasks.scanning.rescan"
COLLECT = "tasks.inbox.collect"

# A ring that nobody heard in time is not worth hearing: the next one finds the same rows.
SECONDS_A_RING_LASTS = 4


@dataclass(frozen=True, slots=True)
class Bell:
    """A task that beat rings for, again and again."""

    task: str
    queue: str
    seconds: int
    """How long it may take before its process is killed."""
    every: timedelta | None = None
    """None: at every tick."""


BELLS = (
    # A sweep is done again by the next tick; a mail may wait 600 s for the final dot's answer.
    Bell(SWEEP, "tick", 120),
    Bell(DELIVER, "mail", 720),
    Bell(ANCHOR, "scan", 600, every=timedelta(minutes=10)),
    Bell(TIDY, "scan", 600, every=timedelta(hours=1)),
    Bell(CLEAR, "scan", 600, every=timedelta(days=1)),
    Bell(RESCAN, "scan", 600, every=timedelta(seconds=30)),
    Bell(COLLECT, "scan", 300, every=timedelta(seconds=30)),
)

# These loggers write a line for every ring, be there anything to do or not.
EVERY_RING = ("celery.beat", "celery.worker.strategy", "celery.app.trace")


def celery_app(chosen: Settings) -> Celery:
    """The app as one installation's settings want it.

    There is no result backend, no retry and no countdown: the database holds what is to be done and
    what has been, the broker may lose everything. So nothing is acknowledged late either.
    """
    app = Celery(
        "sagsgang",
        broker=chosen.broker_url,
        include=sorted({bell.task.rpartition(".")[0] for bell in BELLS}),
    )
    app.conf.update(
        accept_content=["json"],
        task_serializer="json",
        enable_utc=True,
        timezone="UTC",
        task_acks_late=False,
        task_ignore_result=True,
        task_queues=[Queue(name, Exchange(name), routing_key=name) for name in QUEUES],
        task_default_queue="tick",
        task_create_missing_queues=False,
        task_routes={bell.task: {"queue": bell.queue} for bell in BELLS},
        task_annotations={bell.task: {"time_limit": bell.seconds} for bell in BELLS},
        worker_prefetch_multiplier=1,
        worker_max_tasks_per_child=500,
        worker_hijack_root_logger=False,
        # An interval in memory: a stored schedule goes silent when the clock steps back, and a
        # crontab in local time has a hole on the day that summer time begins.
        beat_scheduler="celery.beat:Scheduler",
        beat_enable_remote_control=True,
        beat_schedule=_rings(chosen.tick),
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_pool_acquire_timeout=5,
        # Without the time-outs a frozen broker hangs whoever speaks to it.
        broker_transport_options={
            "global_keyprefix": "sagsgang:",
            "socket_timeout": 5,
            "socket_connect_timeout": 3,
            "health_check_interval": 10,
            "visibility_timeout": 1800,
        },
    )
    return app


def _rings(tick: timedelta) -> dict[str, dict[str, object]]:
    """What beat rings for, and how often; what is rung for seldom, at once when beat starts too."""
    return {
        bell.task: {
            "task": bell.task,
            "schedule": bell.every or tick,
            "options": {"expires": _lasting(bell)},
            "last_run_at": None if bell.every is None else _LONG_AGO,
        }
        for bell in BELLS
    }


_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def _lasting(bell: Bell) -> float:
    """Seconds that a ring lasts: a seldom one until the next, for workers may start after beat."""
    return SECONDS_A_RING_LASTS if bell.every is None else bell.every.total_seconds()


@celeryd_init.connect
def _refuse_what_cannot_work(**_: object) -> None:
    with or_the_process_ends():
        keep_key(settings())


@setup_logging.connect
def _log_as_the_house_does(**_: object) -> None:
    configure(as_json=settings().production)
    for name in EVERY_RING:
        logging.getLogger(name).setLevel(logging.WARNING)


app = celery_app(settings())
