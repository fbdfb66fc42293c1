"""The deadlines of hearings within some days, of the cases that somebody may see."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select, true

from workflows.engine.vocabulary import HearingPhase
from workflows.records.case_list import OpenRound, Viewer, visible_to
from workflows.records.cases import Case
from workflows.records.hearings import LAST_DUE_AT, OWN_DUE_AT, Hearing

_SENT = (HearingPhase.OPEN, HearingPhase.LATE, HearingPhase.SEALED)


@dataclass(frozen=True, slots=True)
class DueHearing:
    """A hearing that was sent out, with the case it is of."""

    id: str
    case: str
    number: str
    title: str
    own_due_at: datetime
    """Its own deadline."""
    last_due_at: datetime
    """The last deadline of those heard in it."""

    @property
    def round(self) -> OpenRound:
        """Its deadlines, as lists tell them."""
        return OpenRound(self.own_due_at, self.last_due_at)


def due_hearings(
    connection: Connection, viewer: Viewer, first: date, last: date, *, mine: bool
) -> list[DueHearing]:
    """Those whose own deadline is one of the days, by deadline; only the viewer's where `mine`."""
    rows = connection.execute(
        select(Hearing.id, Case.id.label("case"), Case.number, Case.title, OWN_DUE_AT, LAST_DUE_AT)
        .join(Case, Case.id == Hearing.case_id)
        .where(
            Hearing.due_on >= first,
            Hearing.due_on <= last,
            Hearing.phase.in_(_SENT),
            visible_to(viewer),
            Case.officer_id == viewer.officer if mine else true(),
        )
        .order_by(Hearing.due_on, Case.number)
    )
    return [DueHearing(*row) for row in rows]
