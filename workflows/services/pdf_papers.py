"""Makes an accessible PDF (PDF/UA-1: tagged, titled, in Danish) of a paper."""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import typst

from workflows.services.papers import Block, Paper

_TEMPLATE = Path(__file__).with_name("paper.typ").read_bytes()

_UNSHOWN = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")

_LONG = re.compile(r"\S{40,}")
_BREAK = "\u200b"
"""A place where a line may end, for addresses and the like that are longer than a line."""

_KEPT_MARKS = "\n\u200c\u200d"
"""Line ends, and what joins or parts letters; other marks move text about or show nothing."""

_PLAIN = re.compile(r"[\n -~\xa0-\u017f\u2010-\u2027\u20ac\u200b]")
"""What the paper's font has for certain."""


def pdf(paper: Paper) -> bytes:
    """The paper as PDF, the same bytes for the same paper.

    Letters that the fonts have not are shown by their number, such as `[U+1F44D]`: an accessible
    PDF may not hold what it cannot show.
    """
    shown: Callable[[str], str] = _printable
    for _ in range(3):
        try:
            return _compiled(paper, shown)
        except typst.TypstError as error:
            unshown = frozenset("".join(map(_unescaped, _UNSHOWN.findall(error.diagnostic))))
            if not unshown:
                raise
            shown = _without(unshown, shown)
    return _compiled(paper, lambda text: _only_plain(_printable(text)))


def _compiled(paper: Paper, shown: Callable[[str], str]) -> bytes:
    made = typst.compile(
        _TEMPLATE,
        format="pdf",
        sys_inputs={"paper": json.dumps(_document(paper, shown))},
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        timestamp=datetime.combine(paper.made_on, time(12), UTC),
    )
    assert isinstance(made, bytes)
    return made


def _document(paper: Paper, shown: Callable[[str], str]) -> Any:
    day = paper.made_on
    return _each_text(
        {
            "title": paper.title,
            "author": paper.author,
            "foot": paper.foot,
            "year": day.year,
            "month": day.month,
            "day": day.day,
            "blocks": [_block(block) for block in paper.blocks],
        },
        shown,
    )


def _block(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **asdict(block)}


def _each_text(value: Any, shown: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _each_text(each, shown) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(each, shown) for each in value]
    return value


def _printable(text: str) -> str:
    kept = "".join(letter for letter in text.replace("\t", " ") if _is_kept(letter))
    return _LONG.sub(_breakable, unicodedata.normalize("NFC", kept))


def _is_kept(letter: str) -> bool:
    return letter in _KEPT_MARKS or unicodedata.category(letter) not in ("Cc", "Cf", "Cs")


def _breakable(found: re.Match[str]) -> str:
    word = found[0]
    return _BREAK.join(word[start : start + 20] for start in range(0, len(word), 20))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _without(unshown: frozenset[str], before: Callable[[str], str]) -> Callable[[str], str]:
    table = {ord(letter): _number(letter) for letter in unshown}
    return lambda text: before(text).translate(table)


def _only_plain(text: str) -> str:
    return "".join(letter if _PLAIN.match(letter) else _number(letter) for letter in text)


def _number(letter: str) -> str:
    """A mark that only joins letters shows nothing when they are not shown."""
    return "" if letter in _KEPT_MARKS else f"[U+{ord(letter):04X}]"
