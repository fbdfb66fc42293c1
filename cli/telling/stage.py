"""The stage of a story: a clock that jumps, and the wait until all that is due is done."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as wall

from cli.endings import wait
from cli.telling.postman import Postman
from workflows.engine.daywords import day_figures
from workflows.engine.errors import EnvironmentMissing
from workflows.services.installation import Installation
from workflows.services.travelling import next_stop, stand_still_at, time_passes_again, work_left

PATIENCE_SECONDS = 30.0
"""How long the workers may take with what fell due at one jump."""

REMINDER = "Påmindelse"
"""How the subject of a reminder begins."""

_LOOKS_PER_SECOND = 40


@dataclass(slots=True)
class Stage:
    """Where the story is told; `said` is what was told so far."""

    house: Installation
    postman: Postman
    say: Callable[[str], None]
    scenes: int
    """How many scenes the story has, for the progress line."""
    case: str = ""
    """Number of the case that the story is about just now."""
    said: list[dict[str, str]] = field(default_factory=list)

    def at(self, day: date, hour: int) -> None:
        """Let time pass until this local hour, stopping wherever something falls due on the way."""
        calendar = self.house.around.calendar
        instant = calendar.at(day, wall(hour))
        while (stop := next_stop(self.house)) is not None and stop < instant:
            before = len(self.postman.mails())
            self._stand_at(stop)
            reminded = [
                mail
                for mail in self.postman.mails()[before:]
                if str(mail["Subject"]).startswith(REMINDER)
            ]
            if reminded:
                number = len({str(mail["To"]) for mail in reminded})
                whom = f"{number} modtagere" if number > 1 else "1 modtager"
                self.tell(calendar.local_date(stop), f"Påmindelse til {whom}")
        self._stand_at(instant)

    def _stand_at(self, instant: datetime) -> None:
        stand_still_at(self.house, instant)
        self.settle()

    def now_again(self) -> None:
        """Back to real time."""
        time_passes_again(self.house)
        self.settle()

    def settle(self) -> None:
        """Wait until no deadline and no mail is due, and a sweep has gone through since.

        Raises EnvironmentMissing when that takes too long, and `Asked` when we are asked to end.
        """
        last = time.monotonic() + PATIENCE_SECONDS
        while work_left(self.house):
            if time.monotonic() > last:
                raise EnvironmentMissing(
                    "Arbejderne er ikke kommet igennem det, der er forfaldent"
                    f" — se filerne i {self.house.settings.data / 'log'}"
                )
            wait(1 / _LOOKS_PER_SECOND)

    def tell(self, day: date, text: str) -> None:
        """One line of the story, with how far it has come; raises `Asked` as `settle`."""
        wait(0)
        self.said.append({"case": self.case, "date": day.isoformat(), "text": text})
        self.say(f"[{len(self.said):2d}/{self.scenes}] {day_figures(day)}  {self.case:8}  {text}")
