"""Undoing an answer that an officer registered by mistake: found out under the lock what counts."""

from datetime import datetime

from workflows.engine.commands.answers import UndoResponse
from workflows.engine.counting import counts_for
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.vocabulary import Channel
from workflows.records.database import Transaction, in_transaction
from workflows.records.given_answers import ShownResponse
from workflows.records.hearing_pages import ShownHearing
from workflows.records.published import published_in
from workflows.records.undoing import attached_responses, responses_of, standing_answers
from workflows.services.acting import Done, act_within
from workflows.services.installation import Installation


def undo_response(
    house: Installation,
    case: str,
    hearing: ShownHearing,
    response: ShownResponse,
    reason: str,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Undo the registration; the answer stays in the record, marked, and counts for nobody.

    Raises Incomplete: REASON, OPEN_FOR_ANSWERS for a round that is sealed, REGISTERED_BY_HAND for
    an answer that came by the party's own link or is undone already.
    """

    def work(connection: Transaction) -> Done:
        def made(_facts: CaseFacts, _now: datetime) -> UndoResponse:
            return _command(connection, case, hearing.id, response.id, reason)

        return act_within(
            connection,
            house,
            case,
            made,
            actor,
            expected_version=expected_version,
            request_id=request_id,
        )

    return in_transaction(house.database, work)


def _command(
    connection: Transaction, case: str, hearing: str, response: str, reason: str
) -> UndoResponse:
    given = responses_of(connection, hearing)
    wrong = next(one for one in given if one.id == response)
    if wrong.channel is Channel.LINK or wrong.undone:
        raise Incomplete(Missing(Lack.REGISTERED_BY_HAND))
    standing = standing_answers(one for one in given if one.id != response)
    parties = dict.fromkeys((wrong.party, *wrong.counts_for))
    falls_back = tuple((party, counts_for(standing, party)) for party in parties)
    attached = attached_responses(connection, case)
    published = published_in(connection, case).get(response)
    return UndoResponse(
        party=wrong.party,
        response=response,
        reason=reason,
        falls_back=falls_back,
        publication=published.id if published else None,
        to_attach=tuple(dict.fromkeys(one for _, one in falls_back if one and one not in attached)),
    )
