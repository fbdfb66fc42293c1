"""An installation started again after a meeting of VPU was moved or cancelled in its calendar."""

import dataclasses
from datetime import date

from workflows.engine.daywords import day_words
from workflows.engine.definition import MeetingChange
from workflows.services.installation import Installation


def changed_calendar(house: Installation, day: date, to: date | None) -> Installation:
    """The installation whose calendar has the meeting of the day elsewhere, or not at all."""
    calendars = house.definitions.calendars
    old = calendars["VPU"]
    new = dataclasses.replace(
        old,
        dates=tuple(sorted({*old.dates, *([to] if to else [])} - {day})),
        reasons={to: f"flyttet fra {day_words(day)}: valg"} if to else {},
        changes=(MeetingChange(day, to, "valg"),),
    )
    definitions = dataclasses.replace(house.definitions, calendars={**calendars, "VPU": new})
    return dataclasses.replace(house, definitions=definitions)
