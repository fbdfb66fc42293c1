"""What is measured and what is aimed at, for the table, the JSON and the exit code."""

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """A bound that a ratio is to keep."""

    bound: float
    at_least: bool = True

    def met(self, value: float) -> bool:
        """Whether the value keeps to the bound."""
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; only ratios and counts have targets, for machines differ."""

    subject: str
    name: str
    value: float
    unit: str = "×"
    target: Target | None = None

    @property
    def missed(self) -> bool:
        """Whether there is a target and the figure is not at it."""
        return self.target is not None and not self.target.met(self.value)


def at_least(bound: float) -> Target:
    """The more the better."""
    return Target(bound)


def at_most(bound: float) -> Target:
    """The less the better."""
    return Target(bound, at_least=False)


def told(measured: Iterable[Figure], file: str | None) -> int:
    """Print every figure as it comes and write them to the file; 1 when a target was missed."""
    began = time.monotonic()
    figures = []
    for figure in measured:
        print(row(figure), flush=True)
        figures.append(figure)
    seconds = time.monotonic() - began
    print(f"\n{sum(figure.missed for figure in figures)} of the targets missed, {seconds:.0f} s")
    if file:
        written = json.dumps(document(figures, seconds), ensure_ascii=False, indent=1)
        Path(file).write_text(f"{written}\n")
    return int(any(figure.missed for figure in figures))


def row(figure: Figure) -> str:
    """A figure as a line of the table."""
    verdict = "" if figure.target is None else "missed" if figure.missed else "met"
    aim = str(figure.target or "")
    value = f"{figure.value:,.2f}" if figure.value < 100 else f"{figure.value:,.0f}"
    return f"{figure.subject:9} {figure.name:58} {value:>9} {figure.unit:9} {aim:7} {verdict}"


def document(figures: Sequence[Figure], seconds: float) -> dict[str, Any]:
    """The figures as JSON holds them."""
    return {
        "seconds": round(seconds, 1),
        "figures": [{**asdict(figure), "missed": figure.missed} for figure in figures],
    }
