"""Putting a case that was deferred to a named meeting on the agenda of that."""

from datetime import date

import structlog

from workflows.engine.daywords import day_words
from workflows.engine.errors import Incomplete
from workflows.engine.facts import Actor
from workflows.engine.vocabulary import Event, Trigger
from workflows.records.database import Transaction
from workflows.services.acting import Done, act_within
from workflows.services.installation import Installation
from workflows.services.triggers import Arguments, command_for
from workflows.services.wording import acts as say

log = structlog.get_logger()


def place_deferred(
    connection: Transaction,
    house: Installation,
    done: Done,
    actor: Actor,
    request_id: str | None = None,
) -> None:
    """Put the case on the meeting that the decision named which just took effect, if it did.

    In the same transaction, so that nobody sees it between. A meeting that was cancelled or closed
    since takes it no more: then the case waits for another, and its page says so.
    """
    later = _named(done)
    if later is None:
        return
    given = Arguments(reason=say.deferred_to_the_meeting(day_words(later)), meets_on=later)
    asked = command_for(connection, house, Trigger.PUT_ON_AGENDA, given)
    try:
        act_within(connection, house, done.case, asked, actor, request_id=request_id)
    except Incomplete:
        log.info("deferred_to_no_meeting", case=done.case, meets_on=later.isoformat())


def _named(done: Done) -> date | None:
    told = next(
        (one.payload for one in done.outcome.journal if one.event is Event.DECISION_TOOK_EFFECT),
        {},
    )
    later = told.get("deferred_to")
    return date.fromisoformat(later) if isinstance(later, str) else None
