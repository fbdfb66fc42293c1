"""How the journal differs from what everybody was told of their acts."""

from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.figures import Figure, at_most
from chaos.load import PREFIX, Fate, Load, Operation
from chaos.town import Town


def differences(place: Town, load: Load, promise: str) -> Iterator[Figure]:
    """How the journal differs from what the askers were told, by kind of difference."""
    lines = Counter(
        dict(
            place.rows(
                "SELECT request_id, count(*) FROM v_journal WHERE request_id LIKE :ours"
                " GROUP BY request_id",
                ours=f"{PREFIX}%",
            )
        )
    )
    for name, found in (
        ("acknowledged and not in the journal", _lost(load.operations, lines)),
        ("in the journal twice or in part", _not_whole(load.operations, lines)),
        ("refused and yet in the journal", _done_all_the_same(load.operations, lines)),
    ):
        yield Figure(promise, name, found, "", at_most(0))


def _lost(operations: Sequence[Operation], lines: Counter[str]) -> int:
    return sum(one.fate is Fate.ACKNOWLEDGED and not lines[one.id] for one in operations)


def _not_whole(operations: Sequence[Operation], lines: Counter[str]) -> int:
    return sum(lines[one.id] not in (0, one.kind.lines) for one in operations)


def _done_all_the_same(operations: Sequence[Operation], lines: Counter[str]) -> int:
    return sum(one.fate is Fate.REFUSED and lines[one.id] > 0 for one in operations)
