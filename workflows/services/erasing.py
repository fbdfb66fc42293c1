"""Erasing what lines of a journal tell, where the law asks for it (GDPR, article 17)."""

from collections.abc import Collection

from workflows.engine.commands.cases import EraseEntries
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor
from workflows.engine.vocabulary import Event
from workflows.records.comments import erase_comments
from workflows.records.database import Transaction, in_transaction
from workflows.records.erasing import erase_payloads, told_events
from workflows.services.acting import Done, act_within
from workflows.services.installation import Installation
from workflows.services.replaying import case_named
from workflows.services.wording import acts as say


def erase_entries(
    house: Installation, case: str, lines: Collection[int], reason: str, actor: Actor
) -> Done:
    """Erase what these lines tell, in the case with this id or number, and journal that it was.

    Who did what and when still stands there. Raises WrongInput for a case that is not there and
    for a line that has no content or tells of an erasing, Incomplete without a reason. With the
    line that tells of a comment goes the comment's text.
    """

    def work(connection: Transaction) -> Done:
        found = case_named(connection, case)
        done = act_within(connection, house, found, EraseEntries(tuple(lines), reason), actor)
        told = told_events(connection, done.case)
        # The line that this very act wrote stands there by now; nobody can have meant it.
        written = max(told)
        told.pop(written)
        _refuse_what_is_not_there(lines, written - 1)
        _refuse_what_must_stay(set(lines), told)
        erase_payloads(connection, done.case, lines)
        erase_comments(connection, done.case, lines)
        return done

    return in_transaction(house.database, work)


def _refuse_what_is_not_there(lines: Collection[int], last: int) -> None:
    beyond = sorted({line for line in lines if line > last})
    if beyond:
        raise WrongInput(say.no_such_lines(_listed(beyond), last))


def _refuse_what_must_stay(lines: set[int], told: dict[int, str]) -> None:
    empty = sorted(lines - told.keys())
    if empty:
        raise WrongInput(say.lines_have_no_contents(_listed(empty)))
    erasings = sorted(line for line in lines if told[line] == Event.JOURNAL_ERASED)
    if erasings:
        raise WrongInput(say.lines_tell_of_erasing(_listed(erasings)))


def _listed(lines: list[int]) -> str:
    return ", ".join(map(str, lines))
