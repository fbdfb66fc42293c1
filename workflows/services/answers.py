"""Answering a hearing by the mailed link: what links open, and the answer with its receipt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from workflows.engine.changes.answers import ResponseAdded
from workflows.engine.commands.answers import Answer
from workflows.engine.commands.files import UploadedFile
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.link_secrets import without_link_secrets
from workflows.engine.rounds import answerable_hearing
from workflows.engine.vocabulary import HearingPhase, Stance
from workflows.records.answers import AskedParty, LinkedContact, find_asked, submitted_with
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.drafts import KeptDraft, drop_drafts
from workflows.records.undoing import standing_in
from workflows.services.acting import act_within, existing_id
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.links import opens

READABLE_FOR = timedelta(days=30)
"""How long the page of a round that is over can still be read."""

_ANSWERABLE = (HearingPhase.OPEN, HearingPhase.LATE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a link lets its holder read: one party of one round."""

    asked: AskedParty
    contact: LinkedContact
    """Whom the link was mailed to, or who passed it on."""
    ends_at: datetime
    """When the link opens nothing any more, as far as is known now; shown time."""
    now: datetime
    """Shown time when the link was checked."""

    @property
    def is_open(self) -> bool:
        """Whether the round took answers when the link was checked."""
        return self.asked.phase in _ANSWERABLE


@dataclass(frozen=True, slots=True)
class Grant(Reading):
    """What a mailed link opens besides: answering for the party, as one of its contacts."""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it was sent from the page."""

    stance: Stance
    text: str
    arrived: datetime
    """Real instant at which the request's headers arrived."""
    submission_key: str
    base_version: int
    jointly_with: tuple[str, ...] = ()
    files: tuple[UploadedFile, ...] = ()
    drafts_seen: datetime | None = None
    """When the newest draft was saved that its writer saw; the answer takes its place."""


def open_link(house: Installation, party: str, token: str) -> Grant:
    """What a mailed token opens; changes nothing.

    Raises NotFound alike for a token that is foreign, revoked, outlived or no token at all.
    """
    found = _opened(house, party, token, reads_only=False)
    asked = replace(found.asked, drafts=_own_first(found.asked.drafts, found.contact))
    return Grant(asked, found.contact, found.ends_at, found.now)


def _own_first(drafts: Sequence[KeptDraft], contact: LinkedContact) -> tuple[KeptDraft, ...]:
    """The drafts as the contact goes on with them.

    A colleague who had seen its own has taken its place with theirs: where it is still there,
    nobody has, and it would be lost under a newer one.
    """
    return tuple(sorted(drafts, key=lambda one: one.contact != contact.id))


def open_reading(house: Installation, party: str, token: str) -> Reading:
    """What a token that was passed on lets one read; changes nothing, raises as `open_link`."""
    return _opened(house, party, token, reads_only=True)


def _opened(house: Installation, party: str, token: str, *, reads_only: bool) -> Reading:
    party = existing_id(party)
    with house.database.connect() as connection:
        asked, shown = find_asked(connection, party)
    now = house.now(shown)
    if asked is None or asked.phase is HearingPhase.PREPARING:
        raise NotFound(party)
    contact = opens(house, asked.contacts, asked.round, token, reads_only=reads_only)
    ends_at = _ends_at(asked, now)
    if contact is None or ends_at <= now:
        raise NotFound(party)
    return Reading(asked, contact, ends_at, now)


def _ends_at(asked: AskedParty, now: datetime) -> datetime:
    if asked.phase in _ANSWERABLE:
        return max(asked.due_at, now) + READABLE_FOR
    return (asked.ended_at or asked.due_at) + READABLE_FOR


def answer(
    house: Installation, grant: Grant, given: GivenAnswer, *, request_id: str | None = None
) -> str:
    """Take an answer and give its receipt; the same submission key again gives the same receipt.

    Whether the round is open, the link still good and the key unused is decided under the lock of
    the case. Raises NotFound for a link revoked meanwhile, WrongInput for joint parties that
    cannot be answered for, and Incomplete: OPEN_FOR_ANSWERS, STALE_ANSWER, ANSWER_TEXT.
    """

    def work(connection: Transaction) -> str:
        try:
            done = act_within(
                connection,
                house,
                grant.asked.case,
                _command(house, connection, grant, given),
                Actor("party", grant.asked.name, grant.asked.id),
                request_id=request_id,
            )
        except AlreadyGiven as already:
            return already.receipt
        drop_drafts(connection, grant.asked.id, grant.contact.id, given.drafts_seen)
        return next(
            change.receipt for change in done.outcome.changes if isinstance(change, ResponseAdded)
        )

    return in_transaction(house.database, work)


class AlreadyGiven(Exception):
    """This very submission has been taken before."""

    def __init__(self, receipt: str) -> None:
        super().__init__(receipt)
        self.receipt = receipt


def _command(
    house: Installation, connection: Transaction, grant: Grant, given: GivenAnswer
) -> Callable[[CaseFacts, datetime], Answer]:
    def made(facts: CaseFacts, _now: datetime) -> Answer:
        """Called once the case is locked, so that what is looked up here stays true."""
        refuse_revoked(facts, grant)
        given_now = Answer(
            party=grant.asked.id,
            stance=given.stance,
            text=given.text,
            received_at=house.shown_at(read_clock(connection), given.arrived),
            submission_key=given.submission_key,
            base_version=given.base_version,
            contact=grant.contact.id,
            jointly_with=given.jointly_with,
            files=given.files,
        )
        key = new_key(connection, given_now)
        return with_what_stands(connection, facts, replace(given_now, submission_key=key))

    return made


def new_key(connection: Transaction, given: Answer) -> str:
    """The key to keep the answer under; raises AlreadyGiven when it has been taken before.

    A page that is shown again after a fault keeps its key, and its words may have been changed
    since an answer with that key was taken: then it is another answer, with a key of its own.
    """
    for key in (given.submission_key, f"{given.submission_key}:{_digest(given)}"):
        before = submitted_with(connection, given.party, key)
        if before is None:
            return key
        if (before.stance, before.text, before.files, before.jointly_with) == _content(given):
            raise AlreadyGiven(before.receipt)
    raise AssertionError("two contents have one digest")


def _content(given: Answer) -> tuple[str, str, frozenset[str], frozenset[str]]:
    """As it is kept: what is sent again is compared with that."""
    text = without_link_secrets(given.text)
    others = frozenset(given.jointly_with) - {given.party}
    return given.stance, text, frozenset(file.sha256 for file in given.files), others


def _digest(given: Answer) -> str:
    stance, text, files, others = _content(given)
    told = "\x1f".join((stance, text, *sorted(files), *sorted(others)))
    return sha256(told.encode()).hexdigest()[:32]


def refuse_revoked(facts: CaseFacts, grant: Grant) -> None:
    """Raise NotFound for a link that was revoked since it was opened.

    The engine refuses rounds that are over; only a round that is not has its contacts here.
    """
    hearing = answerable_hearing(facts, grant.asked.id)
    if hearing is None:
        return
    party = next(p for p in hearing.parties if p.id == grant.asked.id)
    generations = {contact.id: contact.generation for contact in party.contacts}
    if generations.get(grant.contact.id) != grant.contact.generation:
        raise NotFound(grant.asked.id)


def with_what_stands(connection: Transaction, facts: CaseFacts, given: Answer) -> Answer:
    """The answer with what was answered before it; the case is locked by now."""
    hearing = answerable_hearing(facts, given.party)
    return replace(given, standing=standing_in(connection, hearing.id)) if hearing else given
