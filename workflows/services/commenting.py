"""What officers write to each other about a case, and whom they let know of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from workflows.engine.commands.comments import StrikeComment, WriteComment
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor, CaseFacts, OfficerFacts
from workflows.engine.mentions import mentioned
from workflows.engine.naming import folded
from workflows.records.colleagues import Colleague, colleagues_on
from workflows.records.comments import ShownComment, comment_by_id, comments_of, is_written
from workflows.records.database import Transaction, in_transaction
from workflows.services.acting import Done, act_within, existing_id
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.wording import acts as say

MOST = 200
"""Comments on a page; an export has them all."""


@dataclass(frozen=True, slots=True)
class Written:
    """A comment as it was sent."""

    case: str
    text: str
    told: tuple[str, ...]
    """Ids of those who were chosen from the list."""
    submission_key: str
    actor: Actor
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class CommentsPage:
    """The comments of a case, and who can be told of one more."""

    comments: tuple[ShownComment, ...]
    colleagues: tuple[Colleague, ...]


def comments_page(house: Installation, facts: CaseFacts, reader: str) -> CommentsPage:
    """Of a case that may be seen; the reader is nobody's colleague."""
    with house.database.connect() as connection:
        found = comments_of(connection, facts.id, MOST)
        others = [one for one in colleagues_on(connection, facts.id) if one.sees_it]
    return CommentsPage(tuple(found), tuple(one for one in others if one.facts.id != reader))


def write_comment(house: Installation, written: Written) -> Done:
    """Write the comment once, however often it is sent, and tell those it mentions.

    Raises WrongInput about who is mentioned and is not there, or may not see the case, and as
    `acting.act`.
    """

    def work(connection: Transaction) -> Done:
        def asked(facts: CaseFacts, _now: datetime) -> WriteComment:
            assert written.actor.id is not None
            key, known = written.submission_key, colleagues_on(connection, facts.id)
            again = is_written(connection, facts.id, written.actor.id, key)
            told = () if again else _told(written, known)
            return WriteComment(written.text, told, key, again)

        return act_within(
            connection, house, written.case, asked, written.actor, request_id=written.request_id
        )

    return in_transaction(house.database, work)


def strike_comment(
    house: Installation, case: str, comment: str, actor: Actor, request_id: str | None = None
) -> Done:
    """Strike the actor's own comment; raises NotFound, Incomplete for another's."""

    def work(connection: Transaction) -> Done:
        def asked(facts: CaseFacts, _now: datetime) -> StrikeComment:
            found = comment_by_id(connection, facts.id, existing_id(comment))
            if found is None:
                raise NotFound(comment)
            return StrikeComment(found.id, found.officer, found.struck_at is not None)

        return act_within(connection, house, case, asked, actor, request_id=request_id)

    return in_transaction(house.database, work)


def _told(written: Written, known: list[Colleague]) -> tuple[OfficerFacts, ...]:
    """Those chosen and those mentioned, each once; raises WrongInput about each who cannot be."""
    by_id = {one.facts.id: one for one in known}
    by_name = {folded(one.username): one for one in known}
    chosen = [by_id.get(one) for one in written.told]
    named = [(name, by_name.get(name)) for name in mentioned(written.text)]
    unknown = [name for name, found in named if found is None]
    meant = [one for one in (*chosen, *(found for _, found in named)) if one is not None]
    faults = dict.fromkeys(_faults(unknown, meant))
    if faults:
        raise WrongInput("\n".join(faults), "text")
    if None in chosen:
        raise WrongInput(say.CHOOSE_WHO_IS_TOLD, "told")
    return tuple({one.facts.id: one.facts for one in meant}.values())


def _faults(unknown: list[str], meant: list[Colleague]) -> Iterator[str]:
    yield from map(say.nobody_is_called, unknown)
    yield from (say.may_not_see_it(one.facts.name) for one in meant if not one.sees_it)
