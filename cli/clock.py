"""What is said where an installation's clock does not show real time."""

from cli.wording import house as say
from workflows.services.installation import Installation
from workflows.services.travelling import clock_of


def clock_words(house: Installation) -> str | None:
    """One line on a clock that stands still or runs by itself; None where it shows real time."""
    shown = clock_of(house)
    if shown is None:
        return None
    at = house.around.calendar.local(house.now(shown))
    how = say.STANDS_STILL_AT if shown.speed == 0 else say.HAS_BEEN_MOVED
    so = say.NOTHING_FALLS_DUE_BY_ITSELF if shown.speed == 0 else ""
    return say.clock_is(how, at, so)
