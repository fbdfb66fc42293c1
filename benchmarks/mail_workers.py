"""Celery workers that send mails, as real processes: rung for, waited for and weighed."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil
from celery import Celery
from redis import Redis

from benchmarks.sink import Sink
from cli.serving.installation import worker
from tasks.app import celery_app
from tests.waiting import until
from workflows.settings import Settings

PATIENCE_SECONDS = 120.0

_NEVER = "1000000"
"""Tasks; no child is replaced before, so that what it does not give back is seen."""


@dataclass(frozen=True, slots=True)
class MailWorker:
    """A worker which nobody else rings for."""

    app: Celery
    broker: Redis
    sink: Sink
    task: str
    queue: str
    process: psutil.Process

    def ring(self, times: int = 1) -> None:
        """Ask for the task so many times."""
        with self.app.producer_pool.acquire() as producer:
            for _ in range(times):
                self.app.send_task(self.task, queue=self.queue, producer=producer)

    def rate(self, rings: int, is_done: Callable[[], bool]) -> float:
        """Mails per second at the sink, from the first ring until all is done."""
        before = self.sink.count.value
        began = time.perf_counter()
        self.ring(rings)
        until(is_done, PATIENCE_SECONDS)
        return (self.sink.count.value - before) / (time.perf_counter() - began)

    def work_off(self, rings: int) -> None:
        """Ring so many times, and wait until every ring has been heard."""
        self.ring(rings)
        key = f"sagsgang:{self.queue}"
        until(lambda: self.broker.llen(key) == 0, PATIENCE_SECONDS)

    def memory(self) -> int:
        """Bytes that its processes have: their own, and their share of what they have in common."""
        processes = [self.process, *self.process.children(recursive=True)]
        return sum(process.memory_full_info().pss for process in processes)


@contextmanager
def mail_worker(
    chosen: Settings, sink: Sink, app: str, queue: str, task: str, processes: int
) -> Iterator[MailWorker]:
    """A worker as `serve` starts it, but for recycling, of a Celery app on one of its queues."""
    command = list(worker(queue, queue, processes).command)
    command[command.index("-A") + 1] = app
    process = subprocess.Popen(
        [*command, "--max-tasks-per-child", _NEVER],
        env=os.environ | chosen.as_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    broker = Redis.from_url(chosen.broker_url)
    try:
        yield MailWorker(celery_app(chosen), broker, sink, task, queue, psutil.Process(process.pid))
    finally:
        broker.close()
        # At once, for nothing is lost that somebody would look for.
        for one in (*psutil.Process(process.pid).children(recursive=True), process):
            one.kill()
        process.wait()
