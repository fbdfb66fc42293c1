"""The links that those who are heard were given, made anew, for no database holds them."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from chaos.town import Town
from workflows.services.installation import Installation
from workflows.services.links import link, reading_link

_Maker: TypeAlias = Callable[[Installation, str, str, int, int], str]


def answer_links(place: Town) -> list[str]:
    """The links of everybody who is heard just now."""
    return list(_links(place, link))


def reading_links(place: Town) -> list[str]:
    """Those that they may pass on."""
    return list(_links(place, reading_link))


def _links(place: Town, made: _Maker) -> Iterator[str]:
    for party, contact, number, generation in place.rows(
        "SELECT p.id, c.id, h.round, c.generation FROM contacts c"
        " JOIN parties p ON p.id = c.party_id JOIN hearings h ON h.id = p.hearing_id"
        " WHERE h.phase = 'open' ORDER BY c.id"
    ):
        yield made(place.house, str(party), str(contact), number, generation)
