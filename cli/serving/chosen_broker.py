"""Whether the broker that the settings chose is there."""

from redis import AuthenticationError, Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from cli.wording import house as say
from workflows.engine.errors import EnvironmentMissing
from workflows.settings import PREFIX, Settings
from workflows.urls import masked

CONNECTED_WITHIN_SECONDS = 3.0


def must_answer(chosen: Settings) -> None:
    """Raises `EnvironmentMissing` when a broker was chosen and cannot be used; asks it once."""
    if not chosen.chosen("broker_url"):
        return
    try:
        with Redis.from_url(
            chosen.broker_url,
            socket_connect_timeout=CONNECTED_WITHIN_SECONDS,
            socket_timeout=CONNECTED_WITHIN_SECONDS,
            retry=Retry(NoBackoff(), 0),
        ) as broker:
            broker.ping()
    except AuthenticationError:
        raise EnvironmentMissing(say.broker_refuses(PREFIX, masked(chosen.broker_url))) from None
    except (RedisError, OSError, ValueError):
        raise EnvironmentMissing(say.broker_is_silent(PREFIX, masked(chosen.broker_url))) from None
