"""Finds whom a heading names: a body of the definitions, or the council by any of its names."""

import re
from collections.abc import Sequence
from functools import lru_cache

from workflows.engine.definition import Body
from workflows.engine.items.letters import loosely
from workflows.engine.lexicon import as_seen, lexicon_of
from workflows.engine.vocabulary import BodyKind

COUNCIL_NAMES = ("Kommunalbestyrelsen", "Byrådet", "Borgerrepræsentationen")
"""Whatever it calls itself, a municipality has one council."""
_COUNCIL = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(loosely, COUNCIL_NAMES))}|byr.{{0,2}}d|BY|BR|KB)(?!\w)",
    re.IGNORECASE,
)
_PLAIN = str.maketrans("ØÅ", "OA")
_LOOKS_LIKE_BODY = re.compile(
    r"(?:.*(?:udvalg|r.{0,2}d|bestyrelse|n.{0,2}vn)(?:et|en|s|ets|ens)?|udvalg(?:et)?\b.*"
    r"|.*udvalg(?:et)?\b.*|magistraten|borgerrepr.*)",
    re.IGNORECASE,
)
_LONGEST_NAME = 110


def body_named(text: str, bodies: Sequence[Body]) -> Body | None:
    """The body that goes by these words, with its æ, ø and å lost or not."""
    seen = as_seen(text).strip(" ,.:;")
    found = lexicon_of(tuple(bodies)).longest(seen, 0, len(seen))
    if found and found.body and found.end == len(seen):
        return found.body
    fitting = {body for pattern, body in _names(tuple(bodies)) if pattern.fullmatch(seen)}
    return fitting.pop() if len(fitting) == 1 else None


def looks_like_body(text: str) -> bool:
    """Whether the words may name a committee or council that nobody told us of."""
    name = text.strip()
    plain = name[:1].isupper() and not re.search(r"[:;()\d]", name)
    return plain and len(name) <= _LONGEST_NAME and _LOOKS_LIKE_BODY.fullmatch(name) is not None


def in_our_words(line: str, bodies: Sequence[Body]) -> str:
    """A sagsgang line as we write it: another municipality's council, codes without their letters.

    `BY` and `BR` are the council's codes elsewhere; `OK` is `ØK` where there is no body `OK`.
    """
    codes = {body.code for body in bodies}
    for body in bodies:
        plain = body.code.translate(_PLAIN)
        if body.kind is BodyKind.COUNCIL:
            line = _COUNCIL.sub(body.code, line)
        if plain not in codes:
            line = re.sub(rf"(?<!\w){re.escape(plain)}(?!\w)", body.code, line)
    return line


@lru_cache(maxsize=8)
def _names(bodies: tuple[Body, ...]) -> tuple[tuple[re.Pattern[str], Body], ...]:
    return tuple(
        (re.compile(loosely(name) + "s?", re.IGNORECASE), body)
        for body in bodies
        for name in (*_called(body), *(COUNCIL_NAMES if body.kind is BodyKind.COUNCIL else ()))
    )


def _called(body: Body) -> tuple[str, ...]:
    """The names that are long enough to be known without their letters."""
    return tuple(name for name in (body.name, *body.aliases) if len(name) > 3)
