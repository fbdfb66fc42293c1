"""Paired measuring: machines drift within seconds, so only neighbours in time are compared."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median


def paired(measures: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Each measure once per round, forwards and backwards in turn."""
    names = list(measures)
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for number in range(rounds):
        for name in names if number % 2 == 0 else reversed(names):
            taken[name].append(measures[name]())
    return taken


def median_ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """The median of the ratios of measures that were taken side by side."""
    return median(one / other for one, other in zip(above, below, strict=True))
