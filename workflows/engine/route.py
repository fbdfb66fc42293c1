"""The sagsgang line as a route: `BUU, høring, BUU, ØK, KB` becomes five steps in order."""

from dataclasses import dataclass

from workflows.engine.vocabulary import BodyKind, StepKind


@dataclass(frozen=True, slots=True)
class Step:
    """One station between drafting and closed."""

    key: str
    """Body code in lower-case ASCII and a running number: `buu-1`, `hearing-1`, `oek-1`."""
    kind: StepKind
    body: str | None
    """The body's code; None for a hearing."""
    title: str
    body_kind: BodyKind | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Who treats a case, in order."""

    line: str
    """The line in its canonical form: codes and `høring`, with commas."""
    steps: tuple[Step, ...]
