"""An officer registers an answer that came by letter, mail or telephone."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from workflows.engine.answering import came_before
from workflows.engine.changes.answers import ResponseAdded
from workflows.engine.commands.answers import Answer
from workflows.engine.commands.files import UploadedFile
from workflows.engine.errors import Incomplete, Lack, Missing, WrongInput
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.rounds import answerable_hearing
from workflows.engine.vocabulary import Channel, Stance
from workflows.records.api_pages import AskedIn, place_of_party
from workflows.records.case_list import Viewer
from workflows.records.database import Transaction, in_transaction
from workflows.services.acting import Done, act_within, existing_id
from workflows.services.answers import AlreadyGiven, new_key, with_what_stands
from workflows.services.api_acts import Call, act
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.wording import acts as say


@dataclass(frozen=True, slots=True)
class Registered:
    """An answer as an officer writes it down."""

    channel: Channel
    stance: Stance
    text: str
    received_at: datetime | None = None
    """When the letter or the call came; None for now."""
    base_version: int | None = None
    """The version that it replaces; None for whichever there is."""
    jointly_with: tuple[str, ...] = ()
    """Ids of other parties of the round that it is given for."""
    files: tuple[UploadedFile, ...] = ()


def require_party(house: Installation, looks: Viewer, party: str) -> None:
    """Raise NotFound where there is no such party, or its case is not to be seen."""
    with house.database.connect() as connection:
        if place_of_party(connection, looks, existing_id(party)) is None:
            raise NotFound(party)


def register(call: Call, party: str, given: Registered) -> ResponseAdded:
    """Register the answer; when it was received alone decides whether it is late.

    Raises NotFound, WrongInput for a time or a party that cannot be, and Incomplete:
    OPEN_FOR_ANSWERS, STALE_ANSWER, ANSWER_TEXT.
    """
    party = existing_id(party)
    place = place_of_party(call.connection, call.looks, party)
    if place is None:
        raise NotFound(party)

    def made(facts: CaseFacts, now: datetime) -> Answer:
        answered = _answer(facts, now, place, party, given)
        return with_what_stands(call.connection, facts, answered)

    done = act(call, place.case, made)
    return next(change for change in done.outcome.changes if isinstance(change, ResponseAdded))


def register_by_hand(
    house: Installation, case: str, given: Answer, actor: Actor, *, request_id: str | None = None
) -> Done | None:
    """Register what an officer wrote in; raises NotFound, WrongInput and Incomplete as above.

    What was registered already, as by a second click, is registered once; None then. A page that
    comes back after a fault keeps its key, and other words with it are another answer.
    """

    def work(connection: Transaction) -> Done | None:
        def made(facts: CaseFacts, _now: datetime) -> Answer:
            key = new_key(connection, given)
            return with_what_stands(connection, facts, replace(given, submission_key=key))

        try:
            return act_within(
                connection, house, case, made, actor, request_id=request_id, ends=True
            )
        except AlreadyGiven:
            return None

    return in_transaction(house.database, work)


def _answer(
    facts: CaseFacts, now: datetime, place: AskedIn, party: str, given: Registered
) -> Answer:
    hearing = answerable_hearing(facts, party)
    if hearing is None:
        raise Incomplete(Missing(Lack.OPEN_FOR_ANSWERS))
    asked = {one.id: one for one in hearing.parties}
    others = [other.lower() for other in given.jointly_with]
    if party in others or not set(others) <= asked.keys():
        raise WrongInput(say.JOINTLY_WITH_IS_WRONG, "jointly_with")
    return Answer(
        party=party,
        stance=given.stance,
        text=given.text,
        received_at=_received(facts, now, place, given.received_at),
        submission_key=f"officer:{uuid4()}",
        base_version=asked[party].answers if given.base_version is None else given.base_version,
        channel=given.channel,
        jointly_with=tuple(dict.fromkeys(others)),
        files=given.files,
    )


def _received(
    facts: CaseFacts, now: datetime, place: AskedIn, received_at: datetime | None
) -> datetime:
    """When the answer came, which decides whether it is late: a slip of the pen is refused."""
    if received_at is None:
        return now
    if received_at > now:
        raise WrongInput(say.RECEIVED_AT_IS_AHEAD, "received_at")
    if came_before(facts.calendar, place.opened_at, received_at):
        raise WrongInput(say.RECEIVED_AT_IS_TOO_EARLY, "received_at")
    return received_at
