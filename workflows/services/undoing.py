"""Undoing an answer that an officer registered by mistake: found out under the lock what counts."""

from collections.abc import Sequence
from datetime import datetime

from workflows.engine.commands.answers import UndoResponse
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.vocabulary import Channel
from workflows.records.database import Transaction, in_transaction
from workflows.records.given_answers import ShownResponse
from workflows.records.hearing_pages import ShownHearing
from workflows.records.published import published_in
from workflows.records.undoing import GivenResponse, attached_responses, responses_of
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
    standing = [one for one in given if not one.undone and one.id != response]
    parties = dict.fromkeys((wrong.party, *wrong.counts_for))
    falls_back = tuple((party, _counts_now(standing, party)) for party in parties)
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


def _counts_now(standing: Sequence[GivenResponse], party: str) -> str | None:
    """The answer that counts for the party among those that stand.

    Its own before a joint one, and of each kind the latest in time before what came too late.
    """
    own = [one for one in standing if one.party == party]
    joint = [one for one in standing if party in one.jointly_with]
    found = own or joint
    in_time = [one for one in found if not one.late]
    return next((one.id for one in reversed(in_time or found)), None)
