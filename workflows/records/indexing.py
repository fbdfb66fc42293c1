"""Writes the words of cases to where a search finds them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from sqlalchemy import CompoundSelect, Connection, Select, delete, exists, select, union_all

from workflows.engine.case_words import (
    CaseWord,
    body_word,
    rewrites,
    words_at,
    words_of_route,
    words_opened,
    words_written,
)
from workflows.engine.outcome import Outcome
from workflows.engine.search_words import Word, endings, slips
from workflows.engine.vocabulary import Place
from workflows.records.batches import Batch, Operation, RowKind, row_kind
from workflows.records.cases import Case, Part, Point
from workflows.records.hearings import Hearing, Party, Response
from workflows.records.meetings import Addition, Decision, DecisionPoint, Remark
from workflows.records.routes import stored_route
from workflows.records.search_tables import SearchEnding, SearchSlip, SearchWord

_WORD = row_kind(SearchWord, Operation.INSERT_NEW, ("case_id", "place", "stem"))
_ENDING = row_kind(SearchEnding, Operation.INSERT_NEW, ("ending", "stem"))
_SLIP = row_kind(SearchSlip, Operation.INSERT_NEW, ("slip", "stem"))


def add_words(
    connection: Connection, batch: Batch, written: Mapping[str, Collection[CaseWord]]
) -> None:
    """Add the words of cases to what is to be written; those that stand there already stay.

    A word that no case had before is added with all by which it is found. In order, so that two
    who write the same new words at once do not wait for each other.
    """
    rows = {(case, one.place, one.word.stem) for case, words in written.items() for one in words}
    for row in sorted(rows):
        batch.add(_WORD, row)
    fresh = _fresh(connection, {one.word for words in written.values() for one in words})
    _add_keys(batch, _ENDING, fresh, endings)
    _add_keys(batch, _SLIP, fresh, slips)


def _add_keys(
    batch: Batch, kind: RowKind, words: Iterable[Word], keys: Callable[[Word], Iterable[str]]
) -> None:
    for pair in sorted({(key, word.stem) for word in words for key in keys(word)}):
        batch.add(kind, pair)


def _fresh(connection: Connection, words: Collection[Word]) -> set[Word]:
    """Those of the words that no case had before."""
    if not words:
        return set()
    whole = select(SearchEnding.ending, SearchEnding.stem).where(
        SearchEnding.ending.in_({word.text for word in words})
    )
    known = {Word(ending, stem) for ending, stem in connection.execute(whole)}
    return set(words) - known


def words_of_act(connection: Connection, case: str, number: str, outcome: Outcome) -> set[CaseWord]:
    """The words that an act on a case writes; those that it writes over are taken out at once."""
    if rewrites(outcome.changes):
        own = (SearchWord.case_id == case, SearchWord.place == Place.CASE)
        connection.execute(delete(SearchWord).where(*own))
    return words_written(number, outcome.changes) | words_of_route(outcome.route)


def index_the_rest(connection: Connection, most: int) -> int:
    """Write the words of so many cases that have none yet; how many there were.

    A fixed number of statements, however many they are.
    """
    rows = connection.execute(
        select(Case.id, Case.number, Case.title, Case.route_document)
        .where(~exists().where(SearchWord.case_id == Case.id))
        .order_by(Case.id)
        .limit(most)
    ).all()
    words = {
        row.id: words_opened(row.number, row.title, stored_route(row.route_document))
        for row in rows
    }
    for place, statement in _texts(list(words)):
        for case, text in connection.execute(statement):
            words[case] |= words_at(place, (text,))
    for case, body in connection.execute(_bodies(list(words))):
        words[case].add(CaseWord(Place.BODY, body_word(body)))
    batch = Batch()
    add_words(connection, batch, words)
    batch.write(connection)
    return len(rows)


_Rows: TypeAlias = Select[*tuple[Any, ...]] | CompoundSelect[Any]
"""Rows of a case and a text."""


def _bodies(cases: Collection[str]) -> _Rows:
    """The codes of the bodies that are heard in the cases."""
    codes = select(Party.case_id, Party.body).where(Party.case_id.in_(cases))
    return codes.where(Party.body.is_not(None))


def _texts(cases: Collection[str]) -> Iterator[tuple[Place, _Rows]]:
    """What is written in the cases at each place."""
    own = Case.id.in_(cases)
    yield (
        Place.CASE,
        union_all(
            select(Case.id, Case.text).where(own),
            select(Case.id, Case.proposer).where(own),
            *(
                select(each.case_id, each.text)
                .join(Case, (Case.id == each.case_id) & (Case.revision == each.revision))
                .where(own)
                for each in (Point, Part)
            ),
        ),
    )
    yield Place.BODY, select(Party.case_id, Party.name).where(Party.case_id.in_(cases))
    answers = select(Hearing.case_id, Response.text).join(Hearing)
    yield Place.ANSWER, answers.where(Hearing.case_id.in_(cases))
    decided = Decision.case_id.in_(cases)
    yield (
        Place.DECISION,
        union_all(
            select(Decision.case_id, Decision.text).where(decided),
            *(
                select(Decision.case_id, each.text).join(Decision).where(decided)
                for each in (DecisionPoint, Addition, Remark)
            ),
        ),
    )
