"""The journal of a case as people read it, line by line."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.engine.replay import COUNTED
from workflows.records.case_pages import ShownEntry
from workflows.services.desk import CasePage
from workflows.services.installation import Installation
from workflows.services.wording.cases import event_words
from workflows.services.wording.journal import Names, actor_words, entry_details


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line with what it tells in Danish."""

    entry: ShownEntry
    who: str
    details: tuple[str, ...]


def told_journal(
    house: Installation, page: CasePage, entries: Iterable[ShownEntry]
) -> list[ToldLine]:
    """The lines of the case's journal in the order they are given."""
    names = Names(
        calendar=page.facts.calendar,
        case_type=page.facts.case_type,
        route=page.facts.route,
        parties={party.id: party.name for h in page.hearings for party in h.parties},
        bodies={body.code: body.name for body in house.definitions.bodies},
        marks={mark.code: mark.label for mark in house.definitions.marks},
    )
    return [
        ToldLine(entry, actor_words(entry.actor), tuple(entry_details(entry, names)))
        for entry in entries
    ]


def told_since(house: Installation, page: CasePage, version: int) -> list[str]:
    """What was done to the case since it was at a version, the last thing first."""
    left = page.facts.version - version
    newer = []
    for entry in page.journal:
        if left <= 0:
            break
        newer.append(entry)
        left -= _counts(entry)
    return [_in_short(line) for line in told_journal(house, page, newer[:_MOST_TOLD])]


_MOST_TOLD = 8
"""Lines that are read beside a form; the journal has them all."""


def _counts(entry: ShownEntry) -> bool:
    return entry.event in COUNTED or entry.to_state is not None


def _in_short(line: ToldLine) -> str:
    details = f" ({'; '.join(line.details)})" if line.details else ""
    return f"{event_words(line.entry.event)}{details} – {line.who}"
