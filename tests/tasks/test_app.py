"""The bell: what beat rings, on which queues, and what a ring holds."""

import json

import pytest
import redis
from celery.beat import Scheduler

from tasks.app import ANCHOR, CLEAR, COLLECT, DELIVER, QUEUES, RESCAN, SWEEP, TIDY, celery_app
from tests.waiting import until
from workflows.settings import read_settings


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ({"env": "development"}, 1),
        ({"env": "production", "SAGSGANG_SECRET_KEY": "k" * 32}, 5),
        ({"env": "development", "tick_seconds": 0.2}, 0.2),
    ],
)
def test_how_often_beat_rings(given: dict[str, object], seconds: float) -> None:
    rung = celery_app(read_settings(**given)).conf.beat_schedule
    every = {task: rung[task]["schedule"].total_seconds() for task in (SWEEP, DELIVER, ANCHOR)}
    assert every == {SWEEP: seconds, DELIVER: seconds, ANCHOR: 600}


SELDOM = {ANCHOR, TIDY, CLEAR, RESCAN, COLLECT}


def test_a_ring_is_json_without_content_on_its_own_queue_and_a_seldom_one_comes_at_once(
    broker_url: str,
) -> None:
    app = celery_app(read_settings(broker_url=broker_url, tick_seconds=0.01))
    with redis.Redis.from_url(broker_url) as broker:
        broker.flushdb()
        schedule = Scheduler(app)
        until(
            lambda: (
                schedule.tick() is not None
                and broker.exists("sagsgang:tick")
                and broker.exists("sagsgang:mail")
                and broker.llen("sagsgang:scan") == len(SELDOM)
            )
        )
        rings = {
            queue: [json.loads(raw) for raw in broker.lrange(f"sagsgang:{queue}", 0, -1)]
            for queue in QUEUES
        }
        broker.flushdb()
    rung = {queue: {ring["headers"]["task"] for ring in rings[queue]} for queue in QUEUES}
    assert rung == {"tick": {SWEEP}, "mail": {DELIVER}, "scan": SELDOM}
    for ring in [ring for queue in QUEUES for ring in rings[queue]]:
        assert ring["content-type"] == "application/json"
        assert ring["headers"]["argsrepr"] == "()"
        assert ring["headers"]["expires"]
