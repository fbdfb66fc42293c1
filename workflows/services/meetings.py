"""Closing a meeting, which lets what it decided take effect."""

from collections.abc import Iterable
from datetime import date

from workflows.engine.commands import TakeEffect
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.facts import Actor
from workflows.records.agendas import OpenItem, close, find_meeting, open_items
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.services.acting import act
from workflows.services.errors import NotFound
from workflows.services.installation import Installation


def close_meeting(
    house: Installation,
    body: str,
    meets_on: date,
    actor: Actor,
    *,
    request_id: str | None = None,
) -> int:
    """Let every decision of the meeting take effect, then close it; the number of cases moved.

    Each case moves in its own transaction, so a meeting whose closing was cut short is closed by
    asking again. Raises NotFound for a meeting that nothing is on, and Incomplete before its day,
    and with the cases that are on the agenda and not decided.
    """
    with house.database.connect() as connection:
        meeting = find_meeting(connection, body, meets_on)
        items = open_items(connection, meeting) if meeting else []
        today = house.around.calendar.local_date(house.now(read_clock(connection)))
    if meeting is None:
        raise NotFound(f"{body} {meets_on.isoformat()}")
    if today < meets_on:
        raise Incomplete(Missing(Lack.MEETING_HELD, meets_on.isoformat()))
    _refuse_undecided(items)
    for item in items:
        act(house, item.case, TakeEffect(), actor, request_id=request_id)

    def mark(connection: Transaction) -> None:
        _refuse_undecided(open_items(connection, meeting))
        close(connection, meeting, house.now(read_clock(connection)))

    in_transaction(house.database, mark)
    return len(items)


def _refuse_undecided(items: Iterable[OpenItem]) -> None:
    undecided = [Missing(Lack.DECISION_TEXT, item.number) for item in items if not item.decided]
    if undecided:
        raise Incomplete(*undecided)
