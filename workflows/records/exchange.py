"""Several statements to PostgreSQL in one round trip, each prepared once on each connection.

What every act does goes this way, past the cursors of the driver and of SQLAlchemy: they would
take longer than all that the act decides and writes.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from select import POLLIN, POLLOUT, poll
from typing import Any, TypeAlias, TypeVar

import psycopg
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult
from sqlalchemy import Connection
from sqlalchemy.exc import DataError, DBAPIError

from workflows.records.base import instant_text

AnyError = TypeVar("AnyError", bound=BaseException)

Statement: TypeAlias = tuple[str, Sequence[Any]]
"""SQL with its parameters as `$1`, and their values."""

_BEGIN: Statement = ("BEGIN", ())

_MOST_PREPARED = 200
"""On one connection; there are about as many as there are kinds of acts."""

_FAILED = (ExecStatus.FATAL_ERROR, ExecStatus.BAD_RESPONSE, ExecStatus.PIPELINE_ABORTED)


def exchange(connection: Connection, *statements: Statement) -> list[PGresult]:
    """Run the statements one after the other in the transaction, which is begun if need be.

    Each sees what was committed when it began itself. After an error none that follow are run,
    and it is raised as SQLAlchemy would raise it.
    """
    plain = connection.connection.driver_connection
    assert isinstance(plain, psycopg.Connection)
    link = plain.pgconn
    begun = link.transaction_status != TransactionStatus.IDLE
    requests = [
        (sql, [_on_the_wire(value) for value in values])
        for sql, values in (statements if begun else (_BEGIN, *statements))
    ]
    try:
        results = _run(link, _prepared(connection, link), requests)
    except psycopg.Error as error:
        if link.status == ConnStatus.BAD:
            connection.invalidate(error)
        raise DBAPIError.instance(None, None, error, psycopg.Error) from error
    except BaseException:
        # Cut off in the middle, as by a time limit: answers are still to come, to nobody.
        connection.invalidate()
        raise
    return results if begun else results[1:]


def _prepared(connection: Connection, link: PGconn) -> dict[str, bytes]:
    """The names of the statements that this connection has prepared, by their text."""
    prepared: dict[str, bytes] = connection.info.setdefault("prepared", {})
    if len(prepared) > _MOST_PREPARED:
        link.exec_(b"DEALLOCATE ALL")
        prepared.clear()
    return prepared


def _run(
    link: PGconn, prepared: dict[str, bytes], requests: Sequence[tuple[str, list[bytes | None]]]
) -> list[PGresult]:
    """The results of the requests; those of a kind that is new here are prepared before all."""
    fresh = [sql for sql in dict.fromkeys(sql for sql, _ in requests) if sql not in prepared]
    names = {sql: f"sagsgang{place}".encode() for place, sql in enumerate(fresh, len(prepared))}
    link.enter_pipeline_mode()
    for sql, name in names.items():
        link.send_prepare(name, sql.encode())
    for sql, values in requests:
        link.send_query_prepared(prepared.get(sql) or names[sql], values)
    link.pipeline_sync()
    answers = list(_answers(link))
    link.exit_pipeline_mode()
    for sql, answer in zip(fresh, answers, strict=False):
        if answer.status == ExecStatus.COMMAND_OK:
            prepared[sql] = names[sql]
    for answer in answers:
        if answer.status in _FAILED:
            raise without_the_row(error_from_result(answer))
    return answers[len(fresh) :]


def without_the_row(error: AnyError) -> AnyError:
    """An error that does not quote the row that was refused, for errors come into the logs."""
    error.args = tuple(str(one).partition("\nDETAIL:")[0] for one in error.args)
    return error


def _answers(link: PGconn) -> Iterator[PGresult]:
    """One answer for each request, in order, until the server says that these were all."""
    waiting = poll()
    waiting.register(link.socket, POLLIN | POLLOUT)
    while link.flush():
        if waiting.poll()[0][1] & ~POLLOUT:
            link.consume_input()
    waiting.modify(link.socket, POLLIN)
    while True:
        while link.is_busy():
            waiting.poll()
            link.consume_input()
        answer = link.get_result()
        if answer is None:
            continue
        if answer.status == ExecStatus.PIPELINE_SYNC:
            return
        yield answer


def _on_the_wire(value: Any) -> bytes | None:
    """A value as text, whose type the server knows from where it stands in the statement."""
    # First what most values are: this is asked some thirty times for an act.
    if isinstance(value, str):
        raw = value.encode()
    elif value is None:
        return None
    else:
        raw = (_array(value) if isinstance(value, list) else _text(value)).encode()
    if b"\0" in raw:
        raise DataError(None, None, psycopg.DataError("a text cannot contain NUL"))
    return raw


def _array(values: list[Any]) -> str:
    if None not in values:
        joined = '","'.join(values if type(values[0]) is str else map(_text, values))
        if "\\" not in joined and joined.count('"') == 2 * (len(values) - 1):
            return f'{{"{joined}"}}'
    texts = ["NULL" if value is None else _quoted(_text(value)) for value in values]
    return "{" + ",".join(texts) + "}"


def _quoted(text: str) -> str:
    if "\\" in text or '"' in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return instant_text(value)
    return value.isoformat() if isinstance(value, date) else str(value)
