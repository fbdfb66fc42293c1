"""Which day it is in the municipality, by the clock of the installation."""

from datetime import date

from workflows.records.clock import read_clock
from workflows.services.installation import Installation


def today(house: Installation) -> date:
    """The local day."""
    with house.database.connect() as connection:
        return house.around.calendar.local_date(house.now(read_clock(connection)))
