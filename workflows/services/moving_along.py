"""Putting the cases of a meeting that was moved on the day that it was moved to."""

from datetime import date

from workflows.engine.daywords import day_words
from workflows.engine.definition import MeetingChange
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.facts import Actor
from workflows.engine.members import sitting
from workflows.engine.vocabulary import MessageKind, Trigger
from workflows.records.agendas import OpenItem, find_meeting, open_items
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.dispatches import dispatched
from workflows.services.acting import act_within
from workflows.services.calendars import change_of, meeting_id, meeting_on
from workflows.services.installation import Installation
from workflows.services.member_mailing import MeetingLetter, mail_members, recipients
from workflows.services.seats import seats
from workflows.services.secretaries import require_secretary
from workflows.services.triggers import Arguments, command_for
from workflows.services.wording import meetings as say


def move_items_along(
    house: Installation,
    body: str,
    meets_on: date,
    actor: Actor,
    *,
    request_id: str | None = None,
) -> str:
    """Put every undecided case of the moved meeting on its new day; the new meeting's id.

    Each case moves in its own transaction; asking again moves what is left. A decided case stays.
    Raises Incomplete for a meeting that was not moved, or whose new day is closed.
    """
    with house.database.connect() as connection:
        require_secretary(connection, body, actor)
    change = change_of(house, body, meets_on)
    new = meeting_on(house, body, change.to) if change and change.to else None
    if change is None or new is None:
        raise Incomplete(Missing(Lack.MEETING, body))
    reason = say.meeting_has_been_moved(day_words(meets_on), change.reason)
    for item in _undecided(house, body, meets_on):

        def move(connection: Transaction, case: str = item.case) -> None:
            for trigger in (Trigger.TAKE_OFF_AGENDA, Trigger.PUT_ON_AGENDA):
                given = Arguments(reason=reason, meets_on=new.meets_on)
                asked = command_for(connection, house, trigger, given)
                act_within(connection, house, case, asked, actor, request_id=request_id)

        in_transaction(house.database, move)
    in_transaction(house.database, lambda one: _tell_members(house, one, body, change, actor))
    return new.id


def _tell_members(
    house: Installation, connection: Transaction, body: str, change: MeetingChange, actor: Actor
) -> None:
    """Mail those who got the agenda for the old day, once; its page tells the new one."""
    old = meeting_id(body, change.day)
    if not dispatched(connection, [old]):
        return
    now = house.now(read_clock(connection))
    today = house.around.calendar.local_date(now)
    there = sitting(seats(house, connection, today), body, change.day)
    letter = MeetingLetter(MessageKind.AGENDA, f"moved:{old}", old, moved_to=change.to)
    mail_members(connection, recipients(connection, there).mailed, letter, str(actor.id), now)


def _undecided(house: Installation, body: str, meets_on: date) -> list[OpenItem]:
    with house.database.connect() as connection:
        meeting = find_meeting(connection, body, meets_on)
        items = open_items(connection, meeting) if meeting else []
    return [item for item in items if not item.decided]
