"""Who was heard in the round before the one that is planned."""

from sqlalchemy import Connection, select

from workflows.engine.whom_to_hear import HeardBefore
from workflows.records.hearings import Hearing, Party


def heard_before(connection: Connection, case: str, step: str | None) -> tuple[HeardBefore, ...]:
    """The parties of the last round that was sent at the step, in their order; none at first."""
    last = (
        select(Hearing.id)
        .where(Hearing.case_id == case, Hearing.step == step, Hearing.opened_at.is_not(None))
        .order_by(Hearing.round.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(Party.name, Party.body).where(Party.hearing_id == last).order_by(Party.position)
    )
    return tuple(HeardBefore(row.name, row.body) for row in rows)
