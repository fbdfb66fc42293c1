"""Whether the broker that the settings chose is there."""

from redis import AuthenticationError, Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

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
        raise EnvironmentMissing(
            f"{PREFIX}BROKER_URL: {masked(chosen.broker_url)} afviser brugernavn eller adgangskode"
            " — ret dem: redis://bruger:kode@vært:port/0"
        ) from None
    except (RedisError, OSError, ValueError):
        raise EnvironmentMissing(
            f"{PREFIX}BROKER_URL: {masked(chosen.broker_url)} svarer ikke"
            " — start den, ret adressen, eller lad den stå tom: så har installationen sin egen"
        ) from None
