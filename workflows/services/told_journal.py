"""The journal of a case as people read it, line by line."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.records.case_pages import ShownEntry
from workflows.services.desk import CasePage
from workflows.services.installation import Installation
from workflows.services.journal_words import Names, actor_words, entry_details


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
