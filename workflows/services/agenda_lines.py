"""The lines of an agenda with their numbers, which stay as they were once it is sent out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflows.records.meeting_pages import ShownAgendaItem


@dataclass(frozen=True, slots=True)
class PageItem:
    """A case on the page of its meeting."""

    item: ShownAgendaItem
    decided: str
    """The decision's word; empty while there is none, or it may not be seen."""
    outcome: str
    """What the decision does once the meeting is closed, in Danish; empty when it has done it."""
    lacks_approval: bool = False
    """Whether the meeting cannot be closed before another officer has approved it."""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A standing item or a case, with its number."""

    number: int
    standing: str
    """Title of the standing item; empty for a case."""
    one: PageItem | None = None
    """The case; None for a standing item."""

    @property
    def sent_in(self) -> int | None:
        """The number of the dispatch that the case was sent out in; None before that."""
        return self.one.item.sent_in if self.one else None


def agenda_lines(
    opening: Sequence[str], closing: Sequence[str], items: Sequence[PageItem], *, sent: bool
) -> tuple[AgendaLine, ...]:
    """All lines in order.

    Before the agenda is sent out the cases stand between the standing items. `sent`: the standing
    items are those of then, the cases sent have the numbers they were sent with, also those that
    were taken off since, and what came later is numbered after them all.
    """
    first = [one for one in items if (one.item.sent_in == 0 if sent else True)]
    later = [one for one in items if one not in first]
    first.sort(key=_sent_number)
    later.sort(key=_sent_number)
    return tuple(
        AgendaLine(number, standing, one)
        for number, (standing, one) in enumerate(_in_order(opening, first, closing, later), 1)
    )


_UNSENT = 1_000_000


def _sent_number(one: PageItem) -> int:
    """What was not sent comes last, in the order that it has."""
    return one.item.sent_number or _UNSENT


def _in_order(
    opening: Sequence[str],
    first: Sequence[PageItem],
    closing: Sequence[str],
    later: Sequence[PageItem],
) -> Iterator[tuple[str, PageItem | None]]:
    yield from ((title, None) for title in opening)
    yield from (("", one) for one in first)
    yield from ((title, None) for title in closing)
    yield from (("", one) for one in later)
