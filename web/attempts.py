"""Tries what an officer asked for, and says in Danish why it could not be done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from workflows.engine.errors import Incomplete, NotAllowed, WrongInput
from workflows.services.errors import StaleVersion
from workflows.services.journal_words import actor_words
from workflows.services.wording import lack_words

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something was not done; the page shows it above the form, with the text kept."""

    status: int
    title: str
    lines: tuple[str, ...]
    changed_at: datetime | None = None
    """When somebody else changed the case."""


def attempted(act: Callable[[], Result]) -> Result | Problem:
    """What the act gives, or why it was refused; NotFound is passed on."""
    try:
        return act()
    except StaleVersion as stale:
        return _stale(stale)
    except NotAllowed:
        return Problem(409, "Det kan ikke gøres nu", ())
    except Incomplete as incomplete:
        lines = tuple(lack_words(missing) for missing in incomplete.missing)
        return Problem(422, "Der mangler noget", lines)
    except WrongInput as wrong:
        return Problem(422, "Noget skal rettes", tuple(map(_sentence, str(wrong).splitlines())))


def _stale(stale: StaleVersion) -> Problem:
    return Problem(
        409,
        "Sagen er ændret i mellemtiden",
        (
            f"{actor_words(stale.changed_by)} har ændret sagen, siden du åbnede siden.",
            "Intet er gemt. Det, du skrev, står her endnu: se sagen igennem, og send det så igen.",
        ),
        stale.changed_at,
    )


def _sentence(line: str) -> str:
    return line[:1].upper() + line[1:]
