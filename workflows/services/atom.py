"""Writes feeds to follow (Atom, RFC 4287); the same bytes for the same entries."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from workflows.services.installation import Installation

_ATOM = "http://www.w3.org/2005/Atom"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML and calendars cannot hold."""

register_namespace("", _ATOM)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed tells of one thing."""

    id: str
    """An UUID, the same as long as it is the same thing."""
    title: str
    published: datetime
    updated: datetime
    path: str
    """Of its page, from the root of the installation."""
    summary: str


def atom_feed(
    house: Installation, title: str, page: str, path: str, entries: Sequence[Entry]
) -> bytes:
    """The feed at `path`, beside the page at `page`; its entries, changed last coming first."""
    base = house.settings.base_url.rstrip("/")
    feed = Element(_named("feed"), {"xml:lang": "da"})
    _add(feed, "id", f"{base}{path}")
    _add(feed, "title", title)
    _add(feed, "updated", _instant(entries[0].updated if entries else _EPOCH))
    _link(feed, "self", "application/atom+xml", f"{base}{path}")
    _link(feed, "alternate", "text/html", f"{base}{page}")
    author = SubElement(feed, _named("author"))
    _add(author, "name", house.definitions.municipality.name)
    for entry in entries:
        _add_entry(feed, base, entry)
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add_entry(feed: Element, base: str, told: Entry) -> None:
    entry = SubElement(feed, _named("entry"))
    _add(entry, "id", f"urn:uuid:{told.id}")
    _add(entry, "title", told.title)
    _add(entry, "published", _instant(told.published))
    _add(entry, "updated", _instant(told.updated))
    _link(entry, "alternate", "text/html", f"{base}{told.path}")
    _add(entry, "summary", told.summary)


def printable(text: str) -> str:
    """The text without what XML and calendars cannot hold."""
    return _UNPRINTABLE.sub("", text)


def _named(tag: str) -> str:
    return f"{{{_ATOM}}}{tag}"


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, _named(tag)).text = printable(text)


def _link(parent: Element, rel: str, media_type: str, href: str) -> None:
    SubElement(parent, _named("link"), {"rel": rel, "type": media_type, "href": href})


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
