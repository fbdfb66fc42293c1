"""The stage of a story: a clock that jumps, and the wait until all that is due is done."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as wall

from cli.telling.postman import Postman
from workflows.engine.daywords import day_figures
from workflows.engine.errors import EnvironmentMissing
from workflows.services.installation import Installation
from workflows.services.travelling import stand_still_at, time_passes_again, work_left

PATIENCE_SECONDS = 30.0
"""How long the workers may take with what fell due at one jump."""

_LOOKS_PER_SECOND = 40


@dataclass(slots=True)
class Stage:
    """Where the story is told; `said` is what was told so far."""

    house: Installation
    postman: Postman
    say: Callable[[str], None]
    scenes: int
    """How many scenes the story has, for the progress line."""
    said: list[dict[str, str]]

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Let it be this local time, and wait until the workers have done all that is due then."""
        instant = self.house.around.calendar.at(day, wall(hour, minute))
        stand_still_at(self.house, instant)
        self.settle()
        return instant

    def now_again(self) -> None:
        """Back to real time."""
        time_passes_again(self.house)
        self.settle()

    def settle(self) -> None:
        """Wait until no deadline and no mail is due, and a sweep has gone through since."""
        last = time.monotonic() + PATIENCE_SECONDS
        while work_left(self.house):
            if time.monotonic() > last:
                raise EnvironmentMissing(
                    "Arbejderne er ikke kommet igennem det, der er forfaldent"
                    f" — se filerne i {self.house.settings.data / 'log'}"
                )
            time.sleep(1 / _LOOKS_PER_SECOND)

    def tell(self, case: str, day: date, text: str) -> None:
        """One line of the story, with how far it has come."""
        self.said.append({"case": case, "date": day.isoformat(), "text": text})
        self.say(f"[{len(self.said):2d}/{self.scenes}] {day_figures(day)}  {case:8}  {text}")
