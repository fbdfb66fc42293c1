"""Says in Danish which deadlines were taken, and what became of them."""

ONCE_IS_NEEDED = "skriv --once; workerne er dem, der bliver ved"
ANOTHER_DOES_THE_REST = " En anden er i gang med resten."
NOTHING_IS_DUE = "Intet er forfaldent."
IS_SKIPPED = "  (springes over)"
WAITS_FOR_LATER = "  (venter til senere)"


def is_no_instant(text: str) -> str:
    return (
        f"{text} er ikke et tidspunkt med tidszone — skriv for eksempel 2024-05-14T08:00:00+02:00"
    )


def and_digests(digests: int) -> str:
    return f", dagens mail til sagsbehandlere: {digests}"


def swept(taken: int, cases: int, failed: str, told: str, left: str) -> str:
    return f"{taken} frister i {cases} sager{failed}{told}.{left}"


def deadline_line(at: str, kind: str, number: str, becomes: str) -> str:
    return f"{at}  {kind}  sag {number}{becomes}"
