"""Says in Danish how somebody signed in."""

from collections.abc import Mapping

from workflows.records.sign_ins import Way


def way_words(way: Way | None) -> str:
    """How a session was begun, such as `med adgangskode`."""
    return _WAYS[way] if way else "på en måde, der ikke blev noteret"


_WAYS: Mapping[Way, str] = {
    Way.PASSWORD: "med adgangskode",
    Way.LINK: "med et engangslink",
    Way.PROVIDER: "med kommunens login",
}
