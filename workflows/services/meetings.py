"""Closing a meeting, which lets what it decided take effect."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from workflows.engine.commands.meetings import TakeEffect
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.facts import Actor
from workflows.records.agendas import (
    OpenItem,
    close,
    find_meeting,
    lock_meeting,
    open_items,
)
from workflows.records.case_list import EVERYTHING
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.dispatches import keep_treated
from workflows.services.acting import act_within
from workflows.services.agenda_lines import AgendaLine
from workflows.services.agendas import meeting_page
from workflows.services.deferring import place_deferred
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.secretaries import require_secretary
from workflows.services.sent_items import words_to_send


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
    asking again. What is placed on it meanwhile is closed with it, or keeps it open. Raises
    NotFound for a meeting that nothing is on, and Incomplete before its day, and with the cases
    that are on the agenda and not decided.
    """
    with house.database.connect() as connection:
        require_secretary(connection, body, actor)
        meeting = find_meeting(connection, body, meets_on)
        today = house.around.calendar.local_date(house.now(read_clock(connection)))
    if meeting is None:
        raise NotFound(f"{body} {meets_on.isoformat()}")
    if today < meets_on:
        raise Incomplete(Missing(Lack.MEETING_HELD, meets_on.isoformat()))

    # As they were treated, for what the decisions do may write the cases anew.
    page = meeting_page(house, EVERYTHING, meeting)
    treated = [words_to_send(house, line) for line in page.lines if _is_unsent(line)]

    def close_or_see(connection: Transaction) -> list[OpenItem]:
        """What is to take effect first; nothing is left to when it is closed."""
        lock_meeting(connection, meeting)
        items = open_items(connection, meeting)
        _refuse_undecided(items)
        if house.definitions.municipality.four_eyes:
            _refuse_unapproved(items)
        keep_treated(connection, treated)
        if not items:
            close(connection, meeting, house.now(read_clock(connection)))
        return items

    def take_effect(connection: Transaction, case: str) -> None:
        four_eyes = house.definitions.municipality.four_eyes
        closing = TakeEffect(four_eyes=four_eyes)
        done = act_within(connection, house, case, closing, actor, request_id=request_id)
        place_deferred(connection, house, done, actor, request_id)

    moved = 0
    while items := in_transaction(house.database, close_or_see):
        for item in items:
            in_transaction(house.database, partial(take_effect, case=item.case))
        moved += len(items)
    return moved


def _is_unsent(line: AgendaLine) -> bool:
    return line.one is not None and line.sent_in is None


def _refuse_undecided(items: Iterable[OpenItem]) -> None:
    undecided = [Missing(Lack.DECISION_TEXT, item.number) for item in items if not item.decided]
    if undecided:
        raise Incomplete(*undecided)


def _refuse_unapproved(items: Iterable[OpenItem]) -> None:
    unapproved = [Missing(Lack.APPROVAL, item.number) for item in items if not item.approved]
    if unapproved:
        raise Incomplete(*unapproved)
