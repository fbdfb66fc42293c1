"""Carries a request out once, however often it is sent: its key is kept together with the act."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256

from workflows.records.api_keys import KeyBusy, claim_key, forget_keys, keep_answer
from workflows.records.database import Transaction, in_transaction
from workflows.services.installation import Installation

__all__ = ["KEPT_FOR", "Answer", "KeyBusy", "KeyReused", "Request", "carry_out"]

KEPT_FOR = timedelta(days=7)
"""How long a request may be sent again."""


class KeyReused(Exception):
    """The key was used for another request."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request that may come again."""

    officer: str
    """Id of who asks; each officer has keys of his or her own."""
    key: str | None
    """As the caller chose it; None for a request that is carried out each time."""
    path: str
    body: str
    """In a form that is the same for the same content."""

    @property
    def fingerprint(self) -> str:
        """What two requests have in common when they ask for the same."""
        return sha256(json.dumps([self.path, self.body]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered to a request."""

    status: int
    body: str
    """JSON."""
    headers: Mapping[str, str] = field(default_factory=dict)
    replayed: bool = False
    """Whether it was carried out before, and this is what was answered then."""


def carry_out(
    house: Installation, request: Request, work: Callable[[Transaction], Answer]
) -> Answer:
    """Do the work in one transaction with the keeping of its key; or give the answer kept for it.

    Only what was carried out is kept: a request that was refused changed nothing, and may be tried
    again with its key. Two at once with one key: the second waits, and is given the answer of the
    first. Raises KeyReused, KeyBusy when that takes too long, and what the work raises.
    """
    key = request.key
    if key is None:
        return in_transaction(house.database, work)

    def once(connection: Transaction) -> Answer:
        now = house.real_clock()
        forget_keys(connection, request.officer, now - KEPT_FOR)
        kept = claim_key(connection, request.officer, key, request.fingerprint, now)
        if kept is None:
            answer = work(connection)
            keep_answer(connection, request.officer, key, _written(answer))
            return answer
        if kept.fingerprint != request.fingerprint:
            raise KeyReused(key)
        return replace(_read(kept.answer), replayed=True)

    return in_transaction(house.database, once)


def _written(answer: Answer) -> str:
    return json.dumps([answer.status, answer.body, dict(answer.headers)], ensure_ascii=False)


def _read(text: str) -> Answer:
    status, body, headers = json.loads(text)
    return Answer(status, body, headers)
