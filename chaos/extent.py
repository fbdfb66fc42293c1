"""How much is broken and for how long: all of it, a part of it, or a taste for the tests."""

from dataclasses import dataclass

FULL_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Extent:
    """The extent of one run."""

    seconds: float = FULL_SECONDS
    """How long the faults of one promise last."""

    @property
    def kills(self) -> int:
        """Processes killed under load, without which the run does not count."""
        return max(2, round(50 * self._part))

    @property
    def restarts(self) -> int:
        """How often PostgreSQL is stopped in the middle of everything."""
        return max(1, round(4 * self._part))

    @property
    def due_at_once(self) -> int:
        """Hearings that are to be closed in the same second."""
        return max(20, round(4000 * self._part))

    @property
    def mailed_hearings(self) -> int:
        """Hearings of which every mail is looked at."""
        return max(2, round(24 * self._part))

    @property
    def fetches(self) -> int:
        """How often each link is followed by each verb."""
        return max(1, round(20 * self._part))

    @property
    def _part(self) -> float:
        return self.seconds / FULL_SECONDS
