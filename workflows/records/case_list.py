"""The list of cases as an officer may see it, with what comes next in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, aliased

from workflows.engine.route import ENDED, Route
from workflows.engine.vocabulary import HearingPhase, Openness
from workflows.records.cases import Case, CaseReader, CaseWatcher
from workflows.records.hearings import LAST_DUE_AT, OWN_DUE_AT, Hearing
from workflows.records.meetings import AgendaItem, Meeting
from workflows.records.people import Officer
from workflows.records.routes import stored_route
from workflows.records.search import Meant, has_one_of, newest_with
from workflows.records.sign_ins import Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: closed cases are for the responsible, those named, and who may see them all.

    Of a department's closed cases whoever leads it may see all.
    """

    officer: str
    sees_closed: bool
    leads: str = ""
    """The department whose closed cases are shown to whoever leads it."""


EVERYTHING = Viewer("", sees_closed=True)
"""Who may see what is shown to somebody for another reason than being an officer."""


class Shown(StrEnum):
    """Which cases are asked for."""

    MINE = "mine"
    OPEN = "open"
    ENDED = "ended"
    FOLLOWED = "followed"
    ALL = "all"


OF_ONE_OFFICER = (Shown.MINE, Shown.FOLLOWED)
"""Of which there are few."""


class Order(StrEnum):
    """What comes first in a list."""

    NEWEST = "newest"
    OLDEST = "oldest"
    CHANGED = "changed"
    """The one changed last."""
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Listing:
    """Which cases are asked for, and in what order; what is empty is left open."""

    shown: Shown
    case_type: str = ""
    officer: str = ""
    """Id of the one responsible."""
    body: str = ""
    """Code of a body that treats them or is heard in them."""
    department: str = ""
    """The one that the responsible officer belongs to."""
    order: Order | None = None
    """None for the usual: one's own and those followed as they were changed, others as opened."""

    @property
    def is_newest_first(self) -> bool:
        """Whether the cases come in the order that their ids have."""
        usual = Order.CHANGED if self.shown in OF_ONE_OFFICER else Order.NEWEST
        return (self.order or usual) is Order.NEWEST


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A hearing that is open."""

    own_due_at: datetime
    """Its own deadline."""
    last_due_at: datetime
    """The last deadline of those heard in it."""


@dataclass(frozen=True, slots=True)
class ListedCase:
    """One line of the list."""

    id: str
    number: str
    title: str
    openness: Openness
    case_type: str
    state: str
    route: Route
    officer: str
    hearing: OpenRound | None = None
    """That is open, if one is."""
    meets_on: date | None = None
    """The meeting whose agenda the case is on."""


_ENDED = ENDED


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on a case that the viewer may know of it."""
    if viewer.sees_closed:
        return true()
    # Asked once for a list, of the few cases that one officer is named on.
    named = select(CaseReader.case_id).where(CaseReader.officer_id == viewer.officer)
    own = Case.officer_id == viewer.officer
    led = (Case.officer_id.in_(_officers_of(viewer.leads)),) if viewer.leads else ()
    return or_(Case.openness == Openness.OPEN, own, Case.id.in_(named), *led)


def known_to(case: type[Case], officer: type[Officer]) -> ColumnElement[bool]:
    """The same condition, of each officer of a statement that has both the case and officers."""
    named = select(CaseReader.id).where(
        CaseReader.case_id == case.id, CaseReader.officer_id == officer.id
    )
    responsible = aliased(Officer)
    led = select(responsible.id).where(
        officer.manages,
        officer.department != "",
        responsible.id == case.officer_id,
        responsible.department == officer.department,
    )
    return or_(
        case.openness == Openness.OPEN,
        case.officer_id == officer.id,
        officer.sees_closed,
        officer.role == Role.AUDITOR,
        named.exists(),
        led.exists(),
    )


def list_cases(
    connection: Connection,
    viewer: Viewer,
    listing: Listing,
    wanted: Meant | None,
    skip: int,
    most: int,
) -> list[ListedCase]:
    """The cases of a listing, those with the words that are wanted, or all.

    Three statements, however many they are, and one when there are none.
    """
    rows = connection.execute(
        select(
            Case.id,
            Case.number,
            Case.title,
            Case.openness,
            Case.case_type,
            Case.state,
            Case.route_document,
            Officer.name,
        )
        .join(Officer, Officer.id == Case.officer_id)
        .where(*_conditions(viewer, listing, wanted, skip + most))
        .order_by(*_order(listing))
        .offset(skip)
        .limit(most)
    ).all()
    if not rows:
        return []
    ids = [row.id for row in rows]
    due, meets = _hearing_dates(connection, ids), _meeting_dates(connection, ids)
    return [
        ListedCase(
            id=row.id,
            number=row.number,
            title=row.title,
            openness=Openness(row.openness),
            case_type=row.case_type,
            state=row.state,
            route=stored_route(row.route_document),
            officer=row.name,
            hearing=due.get(row.id),
            meets_on=meets.get(row.id),
        )
        for row in rows
    ]


def open_cases_of(connection: Connection, officer: str, most: int) -> list[str]:
    """Ids of the cases that the officer is responsible for and that have not ended, newest first.

    At most so many.
    """
    mine = select(Case.id).where(Case.officer_id == officer, Case.state.not_in(_ENDED))
    return list(connection.scalars(mine.order_by(Case.id.desc()).limit(most)))


def open_cases_of_others(
    connection: Connection, viewer: Viewer, officers: Sequence[str], most: int
) -> list[str]:
    """Ids of the open cases of these officers that the viewer may see, newest first, so many."""
    theirs = select(Case.id).where(
        Case.officer_id.in_(officers), Case.state.not_in(_ENDED), visible_to(viewer)
    )
    return list(connection.scalars(theirs.order_by(Case.id.desc()).limit(most)))


def open_cases_beside(
    connection: Connection, viewer: Viewer, department: str, most: int
) -> list[str]:
    """Ids of the open cases of the viewer's colleagues in a department, newest first.

    At most so many, and those alone that the viewer may see.
    """
    theirs = select(Case.id).where(
        Case.officer_id.in_(_officers_of(department)),
        Case.officer_id != viewer.officer,
        Case.state.not_in(_ENDED),
        visible_to(viewer),
    )
    return list(connection.scalars(theirs.order_by(Case.id.desc()).limit(most)))


def _officers_of(department: str) -> Select[Any]:
    return select(Officer.id).where(Officer.department == department)


def _order(listing: Listing) -> tuple[ColumnElement[Any], ...]:
    """Ids come in the order of time, and an index has them; of one officer there are few.

    No index has what every act changes: PostgreSQL would write all of a case's each time.
    """
    if listing.is_newest_first:
        return (Case.id.desc(),)
    match listing.order:
        case Order.OLDEST:
            return (Case.id.asc(),)
        case Order.TITLE:
            return (in_lower_case(Case.title), Case.id.desc())
        case _:
            return (Case.changed_at.desc(), Case.id.desc())


def _asked(viewer: Viewer, shown: Shown) -> ColumnElement[bool]:
    match shown:
        case Shown.MINE:
            return Case.officer_id == viewer.officer
        case Shown.FOLLOWED:
            mine = CaseWatcher.officer_id == viewer.officer
            return Case.id.in_(select(CaseWatcher.case_id).where(mine))
        case Shown.OPEN:
            return Case.state.not_in(_ENDED)
        case Shown.ENDED:
            return Case.state.in_(_ENDED)
        case Shown.ALL:
            return true()


def _conditions(
    viewer: Viewer, listing: Listing, wanted: Meant | None, most: int
) -> list[ColumnElement[bool]]:
    conditions = [visible_to(viewer), _asked(viewer, listing.shown)]
    if listing.case_type:
        conditions.append(Case.case_type == listing.case_type)
    if listing.officer:
        conditions.append(Case.officer_id == listing.officer)
    if listing.department:
        conditions.append(Case.officer_id.in_(_officers_of(listing.department)))
    if wanted is None:
        return conditions
    if not listing.is_newest_first:  # what the index gives first is not what is asked for
        return [*conditions, *(has_one_of(stems) for stems in wanted.stems)]
    return [Case.id.in_(newest_with(wanted, and_(*conditions), most))]


def in_lower_case(column: InstrumentedAttribute[str]) -> ColumnElement[str]:
    """Lower case as Danes know it: SQLite, and PostgreSQL in the C locale, lower ASCII alone."""
    lowered: ColumnElement[str] = func.lower(column)
    for capital, small in ("Ææ", "Øø", "Åå"):
        lowered = func.replace(lowered, capital, small)
    return lowered


def _hearing_dates(connection: Connection, cases: Sequence[str]) -> dict[str, OpenRound]:
    rows = connection.execute(
        select(Hearing.case_id, OWN_DUE_AT, LAST_DUE_AT).where(
            Hearing.case_id.in_(cases), Hearing.phase == HearingPhase.OPEN
        )
    )
    return {row[0]: OpenRound(row[1], row[2]) for row in rows}


def _meeting_dates(connection: Connection, cases: Sequence[str]) -> dict[str, date]:
    rows = connection.execute(
        select(AgendaItem.case_id, Meeting.meets_on)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.case_id.in_(cases), AgendaItem.active)
    )
    return {row[0]: row[1] for row in rows}
