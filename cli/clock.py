"""What is said where an installation's clock does not show real time."""

from workflows.services.installation import Installation
from workflows.services.travelling import clock_of


def clock_words(house: Installation) -> str | None:
    """One line on a clock that stands still or runs by itself; None where it shows real time."""
    shown = clock_of(house)
    if shown is None:
        return None
    at = house.around.calendar.local(house.now(shown))
    how = "står stille på" if shown.speed == 0 else "er flyttet: det viser"
    so = "; intet forfalder af sig selv" if shown.speed == 0 else ""
    return f"Bemærk: uret {how} {at:%d-%m-%Y kl. %H.%M}{so}"
