"""Why something was not done, as a page says it above its form."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something was not done; the page shows it above the form, with the text kept."""

    status: int
    title: str
    lines: tuple[str, ...]
    """About no field that the page has."""
    changed_at: datetime | None = None
    """When somebody else changed the case."""
    faults: tuple[tuple[str, str], ...] = ()
    """Field and sentence, for each fault of a field."""
    changes: tuple[str, ...] = ()
    """What somebody else did to the case meanwhile, the last thing first."""

    def at(self, field: str) -> str:
        """What is wrong with the field; empty when nothing is."""
        return " ".join(words for name, words in self.faults if name == field)
