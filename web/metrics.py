"""`/metrics`: how the installation is doing, and this web process, as Prometheus collects it."""

from collections.abc import Iterator

from fastapi import APIRouter, Depends, Request
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from starlette.responses import Response

from web.deps import House
from web.officers import public
from workflows.services.figures import Figures, figures

router = APIRouter(include_in_schema=False)


class Timings:
    """How long this process took for its requests, by the class of the answer."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._seconds = Histogram(
            "sagsgang_request_seconds",
            "Time taken for requests of this web process, by class of status.",
            ["status"],
            registry=self.registry,
        )

    def note(self, status: int | None, seconds: float) -> None:
        """Count a request; one whose sender left has no status."""
        self._seconds.labels(f"{status // 100}xx" if status else "none").observe(seconds)


class _Now(Collector):
    """The figures of the moment at which they are asked for."""

    def __init__(self, found: Figures) -> None:
        self._found = found

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One family for each figure."""
        found, health = self._found, self._found.health
        yield _gauge("up", "1 when sweeps and mail go as they should.", health.status == "ok")
        overdue = health.oldest_overdue.total_seconds()
        yield _gauge("oldest_overdue_seconds", "How long the oldest due deadline waits.", overdue)
        if found.sweep_age is not None:
            age = found.sweep_age.total_seconds()
            yield _gauge("last_sweep_age_seconds", "Time since the last sweep.", age)
        yield _gauge("due_deadlines", "Deadlines due and not done.", found.due_deadlines)
        yield _gauge("open_hearings", "Hearings that are open.", found.open_hearings)
        yield _gauge("inbox_mails", "Mails received that wait for a person.", found.inbox)
        paused = health.mail_pause is not None
        yield _gauge("mail_paused", "1 while no mail is sent.", paused)
        waiting = GaugeMetricFamily(
            "sagsgang_outbox_mails", "Mails that are to be sent.", labels=["kind"]
        )
        for kind, count in found.waiting.items():
            waiting.add_metric([kind], count)
        yield waiting


def _gauge(name: str, told: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"sagsgang_{name}", told, value=value)


@router.get("/metrics", dependencies=[Depends(public)])
def show(request: Request, house: House) -> Response:
    """The figures; they name no case and nobody, so that a collector needs no account."""
    now = CollectorRegistry()
    now.register(_Now(figures(house)))
    timings: Timings = request.app.state.timings
    told = generate_latest(now) + generate_latest(timings.registry)
    return Response(told, headers={"Content-Type": CONTENT_TYPE_LATEST})
