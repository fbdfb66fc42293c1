"""How fast a mail server may be given mails: a bucket of turns that fills up again by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta

_MINUTE = timedelta(minutes=1)
_BURSTS_PER_MINUTE = 6


@dataclass(frozen=True, slots=True)
class Pace:
    """At most so many mails in any minute, of which a few may go at once.

    The state of the bucket is one instant: when it is full again (None: it never was used).
    """

    per_minute: int

    @property
    def turns(self) -> int:
        """How many mails may go at once."""
        return max(1, self.per_minute // _BURSTS_PER_MINUTE)

    @property
    def gap(self) -> timedelta:
        """How long it takes until there is one turn more: what goes at once is made up for."""
        return _MINUTE / (self.per_minute - self.turns + 1)

    def left(self, full_at: datetime | None, now: datetime) -> int:
        """How many turns there are now."""
        return self.turns + (now - self._missing_until(full_at, now)) // self.gap

    def taken(self, full_at: datetime | None, now: datetime) -> datetime:
        """When the bucket is full again once a turn is taken."""
        return self._missing_until(full_at, now) + self.gap

    def _missing_until(self, full_at: datetime | None, now: datetime) -> datetime:
        """Between now, for a full bucket, and the longest wait there can be, for clocks go back."""
        return min(max(full_at or now, now), now + self.turns * self.gap)
