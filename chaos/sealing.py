"""Seals the journals of copied cases anew, for a line's hash covers the case that it is of."""

from benchmarks.population import copied_id
from chaos.town import Town
from workflows.records.chain import FIRST, Line, chained


def seal_copies(place: Town, model: str, count: int) -> None:
    """Give each copy of a case the journal that the product would have given it."""
    lines = place.rows(
        "SELECT seq, at, actor, event, from_state, to_state, request_id, payload_digest"
        " FROM journal WHERE case_id = :model ORDER BY seq",
        model=model,
    )
    sealed = []
    heads = []
    for number in range(1, count + 1):
        case, previous = copied_id(model, number), FIRST
        for seq, *columns, digest in lines:
            line = Line(case, seq, *columns)
            previous = chained(place.house.keys.journal, previous, line, digest)
            sealed.append({"case": case, "seq": seq, "hash": previous})
        heads.append({"case": case, "hash": previous})
    place.write("UPDATE journal SET hash = :hash WHERE case_id = :case AND seq = :seq", sealed)
    place.write("UPDATE cases SET head_hash = :hash WHERE id = :case", heads)
