"""Ordering an agenda by hand: an item one place up or down."""

from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor
from workflows.records.agendas import body_of, is_closed, items_on, lock_meeting, set_order
from workflows.records.database import Transaction, in_transaction
from workflows.records.dispatches import dispatched
from workflows.services.acting import existing_id
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.secretaries import require_secretary
from workflows.services.wording import meetings as say


def move_item(house: Installation, meeting: str, item: str, actor: Actor, *, up: bool) -> None:
    """Let the item change places with the one before it, or after it; at the end nothing happens.

    Raises NotFound for what is not on the agenda, and WrongInput once the agenda is sent out or the
    meeting closed: its items have the numbers that everybody knows them by.
    """
    meeting, item = existing_id(meeting), existing_id(item)

    def work(connection: Transaction) -> None:
        lock_meeting(connection, meeting)
        require_secretary(connection, body_of(connection, meeting), actor)
        items = items_on(connection, meeting)
        if item not in items:
            raise NotFound(item)
        if is_closed(connection, meeting):
            raise WrongInput(say.ITEMS_STAND_AS_IN_THE_MINUTES)
        if dispatched(connection, [meeting]):
            raise WrongInput(say.ITEMS_STAND_AS_SENT)
        here = items.index(item)
        there = here - 1 if up else here + 1
        if 0 <= there < len(items):
            items[here], items[there] = items[there], items[here]
        set_order(connection, items)

    in_transaction(house.database, work)
