"""Finds what is promised to come back: "status forelægges udvalget hvert halve år"."""

import re
from collections.abc import Iterable

from workflows.engine.items.description import ReadPromise
from workflows.engine.items.letters import loosely
from workflows.engine.items.lines import flat

_YEAR = loosely("år")
_OFTEN = re.compile(
    rf"\b(?:hvert\s+(?:(?:halve|halvt|andet|tredje)\s+)?{_YEAR}(?!\w)|hvert\s+kvartal|hvert\s+halv{_YEAR}"
    rf"|halv{_YEAR}ligt?e?(?!\w)|kvartalsvist?|kvartalsvise|hver\s+(?:måned|uge)|{loosely('måned')}lige?t?"
    rf"|(?:en|én|to|tre|fire)\s+gange?\s+(?:{_YEAR}ligt?|om\s+{loosely('året')}|pr\.\s+{_YEAR})"
    rf"|{_YEAR}lige?t?(?!\w)|løbende)",
    re.IGNORECASE,
)
_ONCE = re.compile(
    rf"\b(?:inden|senest|ultimo|primo|medio|om\s+(?:et|to|tre|\d+)\s+(?:{_YEAR}|{loosely('måneder')})|i"
    rf"\s+\d\.\s+(?:kvartal|{loosely('halvår')}))(?:\s+(?:udgangen\s+af\s+)?[\w.]+(?:\s+\d{{4}})?)?",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    rf"{loosely('forelæg')}\w*|{loosely('fremlæg')}\w*|behandles|{loosely('præsenter')}\w*|evaluer\w*"
    rf"|orienter\w*|{loosely('følges')}\s+op|{loosely('opfølgning')}|status\b|genoptag\w*"
    rf"|vender\s+tilbage|afrapport\w*|genbes\w*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ\d])|\n+")


def promises_in(texts: Iterable[tuple[int, str]]) -> tuple[ReadPromise, ...]:
    """The promises of (line, text) pairs, each sentence once."""
    found: dict[str, ReadPromise] = {}
    for line, text in texts:
        for sentence in _SENTENCE.split(text):
            said = flat(sentence)
            often = _OFTEN.search(said) or _ONCE.search(said)
            if often and _PROMISED.search(said):
                found.setdefault(said, ReadPromise(line, said, often[0]))
    return tuple(found.values())
