"""The address of the list of cases: which cases, in what order, and which page of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from web.fields import Form
from web.forms import visible
from workflows.records.case_list import Listing, Order, Shown

LONGEST_SEARCH = 200
LAST_PAGE = 1_000_000

_SHOWN = {
    "aabne": Shown.OPEN,
    "mine": Shown.MINE,
    "foelger": Shown.FOLLOWED,
    "afsluttede": Shown.ENDED,
    "alle": Shown.ALL,
}
"""What the address says, with the first as default."""

_ORDERS = {
    "nyeste": Order.NEWEST,
    "aeldste": Order.OLDEST,
    "aendret": Order.CHANGED,
    "titel": Order.TITLE,
}

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_NARROWING = ("type", "udvalg", "ansvarlig", "afdeling", "orden")


@dataclass(frozen=True, slots=True)
class AskedList:
    """What an address asks for."""

    listing: Listing
    search: str
    page: int
    given: Mapping[str, str]
    """The words of the address that count, by name."""

    def address(self, **other: str | int) -> str:
        """The address of the same list but for these; a page goes with the list it is of."""
        words = {**self.given, **{name: str(word) for name, word in other.items()}}
        return urlencode({name: word for name, word in words.items() if word})

    @property
    def is_narrowed(self) -> bool:
        """Whether less is asked for than what the tab has, or in another order."""
        return any(self.given.get(name) for name in _NARROWING)


def asked_list(query: Mapping[str, str]) -> AskedList:
    """What the query asks for; what it says wrong it does not say."""
    given = {name: plain_line(query.get(name, "")) for name in ("q", "vis", "side", *_NARROWING)}
    given["vis"] = given["vis"] if given["vis"] in _SHOWN else next(iter(_SHOWN))
    given["orden"] = given["orden"] if given["orden"] in _ORDERS else ""
    given["ansvarlig"] = given["ansvarlig"] if _ID.fullmatch(given["ansvarlig"]) else ""
    listing = Listing(
        _SHOWN[given["vis"]],
        case_type=given["type"],
        officer=given["ansvarlig"],
        body=given["udvalg"],
        department=given["afdeling"],
        order=_ORDERS.get(given["orden"]),
    )
    page = min(max(Form.of({"side": given.pop("side")}).number("side"), 1), LAST_PAGE)
    return AskedList(listing, given["q"], page, given)


def plain_line(text: str) -> str:
    """A word of an address as a database takes it, no longer than a search may be."""
    return Form.of({"word": visible(text[:LONGEST_SEARCH])}).line("word")
