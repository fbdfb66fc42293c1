"""How long cases take, who answers in time, what is decided, and where cases wait: in figures."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workflows.engine.route import DRAFTING, ON_HOLD, Route, find_step
from workflows.engine.stays import Spread, Stay, journeys, place_of, spread, stays
from workflows.engine.vocabulary import BodyKind
from workflows.records.case_list import Viewer
from workflows.records.clock import read_clock
from workflows.records.statistics import (
    AnswerCount,
    Counted,
    DecisionCount,
    WaitingCount,
    answer_counts,
    decision_counts,
    waiting_counts,
    ways,
)
from workflows.services.installation import Installation
from workflows.services.wording import statistics as say

LOOKED_BACK = timedelta(days=3 * 366)
"""How long before the period a case may have been opened to be counted in it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the figures are asked of."""

    first: date
    last: date
    case_type: str = ""
    """Empty for all."""
    body: str = ""
    """Code of the only body that is asked of; empty for all."""


@dataclass(frozen=True, slots=True)
class TimeRow:
    """How long cases stood in one place: the stays that ended in the period."""

    place: str
    """In Danish."""
    cases: int
    days: Spread

    @property
    def usual(self) -> float:
        """What half of them took at most, in days; 0 where there are too few to say."""
        return (self.days.median or timedelta()) / timedelta(days=1)

    @property
    def rest(self) -> float:
        """How many days more nine of ten took at most."""
        return (self.days.most or timedelta()) / timedelta(days=1) - self.usual


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """How those of one body answered."""

    body: str
    """Its name."""
    asked: int
    in_time: int
    late: int

    @property
    def silent(self) -> int:
        """How many did not answer."""
        return self.asked - self.in_time - self.late


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What one body decided."""

    body: str
    """Its name."""
    decisions: int
    deferred: int
    returned: int
    called_in: int


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Open cases in one place now."""

    place: str
    """In Danish."""
    body: str
    """The code of the body that has them; empty where none has."""
    cases: int
    untouched_since: date


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of a period; each row of a table in the order of a case's way."""

    today: date
    times: tuple[TimeRow, ...]
    whole: Spread
    """From opening to the end, of the cases that ended in the period."""
    answers: tuple[AnswerRow, ...]
    decisions: tuple[DecisionRow, ...]
    waiting: tuple[WaitingRow, ...]

    @property
    def longest(self) -> float:
        """The longest of what nine of ten took at most, in days."""
        return max((row.usual + row.rest for row in self.times), default=0)


def statistics(house: Installation, looks: Viewer, asked: Asked) -> Statistics:
    """The figures of what the viewer may see; six statements, however many cases there are."""
    calendar = house.around.calendar
    begins = calendar.end_of(asked.first - timedelta(days=1))
    ends = calendar.end_of(asked.last)
    counted = Counted(looks, begins - LOOKED_BACK, ends, asked.case_type)
    with house.database.connect() as connection:
        today = calendar.local_date(house.now(read_clock(connection)))
        entered, routes = ways(connection, counted)
        answers = answer_counts(connection, counted, begins, ends)
        decisions = decision_counts(connection, counted, asked.first, asked.last)
        waiting = waiting_counts(connection, looks, asked.case_type)
    ended = [one for one in stays(entered) if one.ended_at and begins <= one.ended_at < ends]
    over = [one for one in journeys(entered) if one.ended_at and begins <= one.ended_at < ends]
    return Statistics(
        today=today,
        times=_times(house, asked, ended, routes),
        whole=spread(map(_length, over)),
        answers=_answers(house, asked, answers),
        decisions=_decisions(house, asked, decisions),
        waiting=_waiting(house, asked, waiting),
    )


def _times(
    house: Installation, asked: Asked, ended: Iterable[Stay], routes: Mapping[str, Route]
) -> tuple[TimeRow, ...]:
    found: dict[_Place, list[Stay]] = defaultdict(list)
    for stay in ended:
        found[_place(stay.place, routes[stay.case])].append(stay)
    return tuple(
        TimeRow(
            _name(house, place),
            len({stay.case for stay in found[place]}),
            spread(map(_length, found[place])),
        )
        for place in sorted(found, key=_order(house))
        if asked.body in ("", place.body)
    )


def _answers(
    house: Installation, asked: Asked, counts: Iterable[AnswerCount]
) -> tuple[AnswerRow, ...]:
    rows = [
        AnswerRow(_body_name(house, one.body or ""), one.asked, one.in_time, one.late)
        for one in counts
        if asked.body in ("", one.body)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.asked, row.body)))


def _decisions(
    house: Installation, asked: Asked, counts: Iterable[DecisionCount]
) -> tuple[DecisionRow, ...]:
    places = _order(house)
    shown = (one for one in counts if asked.body in ("", one.body))
    return tuple(
        DecisionRow(
            _body_name(house, one.body), one.decisions, one.deferred, one.returned, one.called_in
        )
        for one in sorted(shown, key=lambda one: places(_Place(body=one.body)))
    )


def _waiting(
    house: Installation, asked: Asked, counts: Iterable[WaitingCount]
) -> tuple[WaitingRow, ...]:
    found: dict[_Place, list[WaitingCount]] = defaultdict(list)
    for one in counts:
        found[_place(place_of(one.state), one.route)].append(one)
    return tuple(
        WaitingRow(
            _name(house, place),
            place.body,
            sum(one.cases for one in found[place]),
            house.around.calendar.local_date(min(one.untouched_since for one in found[place])),
        )
        for place in sorted(found, key=_order(house))
        if asked.body in ("", place.body)
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where cases stand, alike for all routes."""

    body: str = ""
    """A code; empty for a hearing, and for what is no step."""
    state: str = ""
    """Such as `drafting`; empty for a step."""


def _place(place: str, route: Route) -> _Place:
    step = find_step(route, place)
    if step is None:
        return _Place(state=place)
    return _Place(body=step.body or "")


def _name(house: Installation, place: _Place) -> str:
    known = {DRAFTING: say.DRAFTING, ON_HOLD: say.ON_HOLD}
    if place.state:
        return known.get(place.state, say.LEFT_THE_ROUTE)
    return _body_name(house, place.body) if place.body else say.HEARING


def _body_name(house: Installation, code: str) -> str:
    named = (body.name for body in house.definitions.bodies if body.code == code)
    return next(named, code or say.OTHERS)


def _order(house: Installation) -> Callable[[_Place], tuple[int, int, str]]:
    """As a case walks: drafting, hearing, the bodies as they are defined, the council, on hold."""
    bodies = sorted(house.definitions.bodies, key=lambda one: one.kind is BodyKind.COUNCIL)
    codes = [body.code for body in bodies]

    def order(place: _Place) -> tuple[int, int, str]:
        if place.state:
            return (0 if place.state == DRAFTING else 3, 0, place.state)
        if not place.body:
            return (1, 0, "")
        return (2, codes.index(place.body) if place.body in codes else len(codes), place.body)

    return order


def _length(stay: Stay) -> timedelta:
    ended_at: datetime = stay.ended_at or stay.began_at
    return ended_at - stay.began_at
