"""What the page of a meeting shows: its days, its agenda, and what was sent out of it."""

from dataclasses import dataclass
from datetime import date, datetime

from workflows.engine.definition import MeetingChange
from workflows.engine.facts import CaseFacts
from workflows.engine.naming import ascii_key
from workflows.engine.periods import Period
from workflows.engine.recording import foreseen
from workflows.engine.vocabulary import Openness
from workflows.engine.workdays import WorkCalendar, reason_before
from workflows.records.case_list import Viewer
from workflows.records.dispatches import ShownDispatch, dispatches_of
from workflows.records.meeting_pages import (
    ShownAgendaItem,
    ShownMeeting,
    meeting_by_id,
    shown_meeting,
)
from workflows.records.snapshots import load
from workflows.services.acting import existing_id
from workflows.services.agenda_lines import AgendaLine, PageItem, agenda_lines
from workflows.services.calendars import change_of, meeting_by_its_id
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.wording.cases import effect_words, outcome_words


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting, whether or not anything is on it."""

    id: str
    code: str
    """The body's code."""
    body_key: str
    """The body's code as addresses write it; empty for one that the definitions have no more."""
    body: str
    """The body's name."""
    meets_on: date
    meets_why: str
    """Why there is a meeting on that day, such as `tredje tirsdag i måneden`."""
    change: MeetingChange | None
    """Set when the calendar no longer has a meeting on that day."""
    cutoff_on: date
    cutoff_why: str
    """What the day was counted by, such as `8 hverdage før mødet; 1. januar er nytårsdag`."""
    dispatch_on: date
    dispatch_why: str
    held: bool
    """Whether its day has come."""
    is_past: bool
    """Whether its day is over."""
    closed_at: datetime | None
    lines: tuple[AgendaLine, ...]
    """The whole agenda, with what was taken off it after it was sent out."""
    opening_items: tuple[str, ...]
    """The standing items before the cases."""
    closing_items: tuple[str, ...]
    """Those after them."""
    dispatches: tuple[ShownDispatch, ...]
    """What was sent out of it, in order."""
    dispatch_is_due: bool
    """Whether its day has come, and it was not sent out."""

    @property
    def items(self) -> tuple[PageItem, ...]:
        """The cases that are on the agenda or were decided there."""
        return tuple(one.one for one in self.lines if one.one and not one.one.item.is_gone)

    @property
    def unsent(self) -> tuple[AgendaLine, ...]:
        """The cases that are on the agenda and were not sent out with it."""
        return tuple(
            one for one in self.lines if one.one and one.sent_in is None and one.one.item.active
        )

    @property
    def takes_cases(self) -> bool:
        """Whether cases may still come on it."""
        return self.closed_at is None and self.change is None and not self.is_past

    @property
    def takes_dispatch(self) -> bool:
        """Whether there is anything to send out: the agenda, or what came after it."""
        return bool(self.unsent) and self.takes_cases

    @property
    def undecided(self) -> tuple[PageItem, ...]:
        """What stands on the agenda without a decision, as far as the viewer may know."""
        return tuple(one for one in self.items if one.item.visible and not one.decided)

    @property
    def waiting(self) -> int:
        """How many cases are on the agenda without a decision, closed ones of others included."""
        return sum(one.item.active and not one.decided for one in self.items)

    @property
    def taking_effect(self) -> tuple[PageItem, ...]:
        """The decisions that the closing lets take effect."""
        return tuple(one for one in self.items if one.item.active and one.decided)

    @property
    def unapproved(self) -> tuple[PageItem, ...]:
        """The decisions that another officer must approve first."""
        return tuple(one for one in self.taking_effect if one.lacks_approval)

    @property
    def has_closed(self) -> bool:
        """Whether any of it is not for everybody to read."""
        return any(one.item.openness is Openness.CLOSED for one in self.items)

    @property
    def hidden(self) -> int:
        """How many closed cases of others are on the agenda and still wait for the closing."""
        return sum(one.item.active and not one.item.visible for one in self.items)


def meeting_page(house: Installation, looks: Viewer, meeting: str) -> MeetingPage:
    """A meeting with what is on it.

    Raises NotFound for one that nothing was ever placed on and no calendar has.
    """
    meeting = existing_id(meeting)
    with house.database.connect() as connection:
        found = shown_meeting(connection, looks, meeting) or _in_calendar(house, meeting)
        sent = dispatches_of(connection, meeting)
        cases = [item.case for item in found.items if item.visible] if found else []
        snapshots, shown = load(connection, cases, house.around)
    if found is None:
        raise NotFound(meeting)
    facts = {snapshot.facts.id: snapshot.facts for snapshot in snapshots}
    body = house.around.bodies.get(found.body)
    rules = house.definitions.calendars.get(found.body)
    days = house.around.calendar
    today = days.local_date(house.now(shown))
    opening = rules.opening_items if rules else ()
    closing = rules.closing_items if rules else ()
    if sent:
        opening, closing = sent[0].opening_items, sent[0].closing_items
    four_eyes = house.definitions.municipality.four_eyes
    items = [_page_item(item, facts.get(item.case), four_eyes) for item in found.items]
    return MeetingPage(
        id=found.id,
        code=found.body,
        body_key=ascii_key(found.body) if body else "",
        body=body.name if body else found.body,
        meets_on=found.meets_on,
        meets_why=rules.reasons.get(found.meets_on, "") if rules else "",
        change=change_of(house, found.body, found.meets_on),
        cutoff_on=found.cutoff_on,
        cutoff_why=_reason(days, found.meets_on, rules.cutoff, found.cutoff_on) if rules else "",
        dispatch_on=found.dispatch_on,
        dispatch_why=(
            _reason(days, found.meets_on, rules.dispatch, found.dispatch_on) if rules else ""
        ),
        held=found.meets_on <= today,
        is_past=found.meets_on < today,
        closed_at=found.closed_at,
        lines=agenda_lines(opening, closing, items, sent=bool(sent)),
        opening_items=opening,
        closing_items=closing,
        dispatches=sent,
        dispatch_is_due=not sent and found.dispatch_on <= today <= found.meets_on,
    )


def _in_calendar(house: Installation, meeting: str) -> ShownMeeting | None:
    found = meeting_by_its_id(house, meeting)
    if found is None:
        return None
    return ShownMeeting(
        found.id, found.body, found.meets_on, found.cutoff_on, found.dispatch_on, closed_at=None
    )


def _reason(days: WorkCalendar, meets_on: date, period: Period, noted: date) -> str:
    """Why the day is the one that was noted; empty when the calendar was changed afterwards."""
    computed = days.subtract(meets_on, period)
    return reason_before(days, meets_on, period) if computed == noted else ""


def _page_item(item: ShownAgendaItem, facts: CaseFacts | None, four_eyes: bool) -> PageItem:
    if facts is None or item.word is None:
        return PageItem(item, "", "")
    word = facts.case_type.word(item.word)
    return PageItem(
        item,
        word.text if word else item.word,
        _outcome(facts) if item.active else "",
        lacks_approval=four_eyes and facts.item is not None and not facts.item.is_approved,
    )


def _outcome(facts: CaseFacts) -> str:
    item = facts.item
    if item is None or item.effect is None:
        return ""
    told = foreseen(facts, item.effect, item.target)
    return (
        outcome_words(item.effect, *told, item.deferred_to) if told else effect_words(item.effect)
    )


def noted_meeting(house: Installation, meeting: str) -> tuple[str, date]:
    """Body and day of a meeting that something was placed on; raises NotFound."""
    meeting = existing_id(meeting)
    with house.database.connect() as connection:
        found = meeting_by_id(connection, meeting)
    if found is None:
        raise NotFound(meeting)
    return found
