"""The journal's hash chain: each line is sealed with the one before it."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson

from workflows.records.base import instant_text

FIRST = "0" * 64
"""What the first line of a case is chained to."""


@dataclass(frozen=True, slots=True)
class Line:
    """The columns of v_journal, but for the hash."""

    case_id: str
    seq: int
    at: datetime
    actor: str
    event: str
    from_state: str | None
    to_state: str | None
    request_id: str | None


def payload_text(payload: Mapping[str, Any]) -> str:
    """A payload in its canonical form."""
    return orjson.dumps(payload, option=orjson.OPT_SORT_KEYS).decode()


def payload_digest(salt: str, payload: str) -> str:
    """Binds a payload to its line; without the salt the payload cannot be guessed from it."""
    return sha256(f"{salt}\x1f{payload}".encode()).hexdigest()


def chained(key: bytes, previous: str, line: Line, digest: str) -> str:
    """The line's hash, in hex: over the one before, every column and the payload's digest."""
    text = orjson.dumps(
        [
            previous,
            line.case_id,
            line.seq,
            instant_text(line.at),
            line.actor,
            line.event,
            line.from_state,
            line.to_state,
            line.request_id,
            digest,
        ]
    )
    return hmac.new(key, text, sha256).hexdigest()
