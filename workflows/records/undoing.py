"""What undoing an answer looks at: what else was answered, by or for the same parties."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from workflows.engine.commands.answers import StandingAnswer
from workflows.engine.vocabulary import Channel
from workflows.records.cases import Attachment
from workflows.records.hearings import JointParty, Party, Response


@dataclass(frozen=True, slots=True)
class GivenResponse:
    """One version of an answer, as far as it bears upon what counts."""

    id: str
    party: str
    version: int
    received_at: datetime
    channel: Channel
    late: bool
    undone: bool
    counts_for: tuple[str, ...]
    """Ids of the parties whose answer it is now."""
    jointly_with: tuple[str, ...]


def responses_of(connection: Connection, hearing: str) -> list[GivenResponse]:
    """Every answer of a round, the oldest first."""
    rows = connection.execute(
        select(
            Response.id,
            Response.party_id,
            Response.version,
            Response.received_at,
            Response.channel,
            Response.late,
            Response.undone_at,
        )
        .where(Response.hearing_id == hearing)
        .order_by(Response.received_at, Response.version, Response.id)
    ).all()
    counts, joint = _counting(connection, hearing), _joint(connection, hearing)
    return [
        GivenResponse(
            id=row.id,
            party=row.party_id,
            version=row.version,
            received_at=row.received_at,
            channel=Channel(row.channel),
            late=row.late,
            undone=row.undone_at is not None,
            counts_for=tuple(counts[row.id]),
            jointly_with=tuple(joint[row.id]),
        )
        for row in rows
    ]


def standing_answers(given: Iterable[GivenResponse]) -> tuple[StandingAnswer, ...]:
    """Those that were not undone, in the same order."""
    return tuple(
        StandingAnswer(one.id, one.party, one.received_at, one.late, one.jointly_with)
        for one in given
        if not one.undone
    )


def standing_in(connection: Connection, hearing: str) -> tuple[StandingAnswer, ...]:
    """What was answered in a round and not undone, the oldest first."""
    return standing_answers(responses_of(connection, hearing))


def _counting(connection: Connection, hearing: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for party, response in connection.execute(
        select(Party.id, Party.response_id).where(
            Party.hearing_id == hearing, Party.response_id.is_not(None)
        )
    ):
        found[str(response)].append(party)
    return found


def _joint(connection: Connection, hearing: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for response, party in connection.execute(
        select(JointParty.response_id, JointParty.party_id)
        .join(Response, Response.id == JointParty.response_id)
        .where(Response.hearing_id == hearing)
    ):
        found[response].append(party)
    return found


def attached_responses(connection: Connection, case: str) -> set[str]:
    """The answers that are attachments of the case."""
    rows = connection.scalars(
        select(Attachment.response_id).where(
            Attachment.case_id == case, Attachment.response_id.is_not(None)
        )
    )
    return {str(row) for row in rows}
