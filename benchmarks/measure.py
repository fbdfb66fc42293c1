"""A figure with its target, and how a run's figures are shown and kept."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured ratio or number of this run."""

    name: str
    value: float
    unit: str = "×"
    at_least: float | None = None
    at_most: float | None = None
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the target is met; a figure without one is for orientation."""
        return (self.at_least is None or self.value >= self.at_least) and (
            self.at_most is None or self.value <= self.at_most
        )

    @property
    def target(self) -> str:
        """The target in words."""
        if self.at_least is not None:
            return f"≥ {self.at_least:g}"
        return f"≤ {self.at_most:g}" if self.at_most is not None else ""


def table(figures: Iterable[Figure]) -> str:
    """The figures as lines of a table."""
    lines = [f"{'':3}{'figure':62}{'value':>12}  {'target':8}note"]
    for figure in figures:
        mark = "" if not figure.target else ("ok" if figure.met else "!!")
        value = f"{figure.value:.2f} {figure.unit}"
        lines.append(f"{mark:3}{figure.name:62}{value:>12}  {figure.target:8}{figure.note}")
    return "\n".join(lines)


def keep(figures: Iterable[Figure], file: Path) -> None:
    """Write the figures as JSON."""
    document = [asdict(figure) | {"met": figure.met} for figure in figures]
    file.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
