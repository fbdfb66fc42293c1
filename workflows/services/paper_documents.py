"""Blocks of a paper as JSON and back, for what must stand as it was once it is sent out."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from workflows.services.papers import Block, Bullets, Facts, Heading, Numbered, Table, Text

_KINDS: Mapping[str, type[Block]] = {
    kind.__name__.lower(): kind for kind in (Heading, Text, Bullets, Numbered, Facts, Table)
}


def written_down(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """The blocks as JSON values, each with its `kind`."""
    return [{"kind": type(block).__name__.lower(), **asdict(block)} for block in blocks]


def blocks_in(document: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]:
    """The blocks that were written down."""
    return tuple(
        _KINDS[told["kind"]](**{name: _hard(told[name]) for name in told if name != "kind"})
        for told in document
    )


def _hard(value: Any) -> Any:
    return tuple(_hard(one) for one in value) if isinstance(value, list) else value
