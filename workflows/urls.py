"""The URLs that an installation is told: which can be used, and which lead to this machine only."""

import re
import socket
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from urllib.parse import SplitResult, quote, urlsplit

from workflows.engine.faults import printable
from workflows.wording import urls as say

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""The usual ways to name this machine; `is_here` knows the others too."""

_PACE = re.compile(r"per_minute=([1-9][0-9]{0,5})")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?")


def masked(url: str) -> str:
    """The URL on one line with its passwords hidden, also when it cannot be parsed."""
    hidden = re.sub(r"(password=)[^&]*", r"\1***", _without_code(url), flags=re.IGNORECASE)
    return printable(hidden)


def _without_code(url: str) -> str:
    """All between the first colon after `scheme://` and the last @ is taken for a password.

    Without the two slashes nobody knows where it begins: then all after the scheme is.
    """
    before, _, after = url.rpartition("@")
    scheme, slashes, rest = before.partition("://")
    user, colon, _ = (rest if slashes else before).partition(":")
    shown = f"{scheme}{slashes}{user}" if slashes else user
    return f"{shown}:***@{after}" if colon else url


def sqlite_url(file: Path) -> str:
    """The URL of a database file, whatever signs its path has."""
    return f"sqlite:///{quote(str(file))}"


def database_url(url: str) -> str:
    """The URL with the driver that is installed.

    Raises ValueError for other databases, and for one that several processes cannot share.
    """
    url = re.sub(r"^(postgres|postgresql)://", "postgresql+psycopg://", url)
    parts = _parts(url)
    if parts.scheme not in {"sqlite", "postgresql+psycopg"}:
        raise ValueError(say.is_no_database(masked(url)))
    if parts.scheme == "sqlite":
        _check_sqlite(parts, url)
    elif url.count("@") > 1 or "@" in url.removeprefix(f"{parts.scheme}://{parts.netloc}"):
        raise ValueError(say.has_several_ats(masked(url)))
    elif not parts.path.strip("/"):
        raise ValueError(say.names_no_database(masked(url)))
    return url


def _check_sqlite(parts: SplitResult, url: str) -> None:
    if parts.netloc:
        raise ValueError(say.names_no_file(masked(url)))
    if (parts.path + parts.fragment).strip("/") in {"", ":memory:"}:
        raise ValueError(say.SQLITE_NEEDS_A_FILE)
    if "?" in url:
        raise ValueError(say.has_a_question_mark(masked(url)))


def with_scheme(*schemes: str) -> Callable[[str], str]:
    """A check that a URL has one of two schemes, plain and encrypted, and a host."""

    def check(url: str) -> str:
        parts = _parts(url)
        if parts.scheme not in schemes or not parts.hostname:
            raise ValueError(say.must_begin_with(masked(url), schemes[0], schemes[1]))
        return url

    return check


def smtp_url(url: str) -> str:
    """The URL of a mail server, which may say how many mails it takes; raises ValueError."""
    query = _parts(with_scheme("smtp", "smtps")(url)).query
    if query and not _PACE.fullmatch(query):
        raise ValueError(say.ends_strangely(masked(url)))
    return url


def imap_url(url: str) -> str:
    """The URL of a mailbox, which nobody opens without a name and a password; or ValueError."""
    parts = _parts(with_scheme("imap", "imaps")(url))
    if not (parts.username and parts.password):
        raise ValueError(say.lacks_a_login(masked(url)))
    return url


def mails_per_minute(url: str) -> int | None:
    """How many mails the mail server takes in a minute, where its URL ends with that."""
    found = _PACE.fullmatch(urlsplit(url).query)
    return int(found[1]) if found else None


def base_url(url: str) -> str:
    """What links begin with: scheme, host and perhaps a port, without a slash at the end.

    Raises ValueError when there is more, for links would be cut, or lead elsewhere.
    """
    parts = _parts(with_scheme("http", "https")(url))
    host = parts.hostname or ""
    known = _HOST.fullmatch(host) or (":" in host and _address(host))
    extra = parts.username is not None or parts.path.strip("/") or any(sign in url for sign in "?#")
    if extra or not known or any(map(str.isspace, url)) or parts.netloc.endswith(":"):
        raise ValueError(say.is_no_base_for_links(masked(url)))
    return f"{parts.scheme}://{parts.netloc}"


def scanner_url(url: str) -> str:
    """The URL of a virus scanner; raises ValueError."""
    parts = _parts(url)
    if not ((parts.scheme == "tcp" and parts.hostname) or (parts.scheme == "unix" and parts.path)):
        raise ValueError(say.must_be_a_socket(masked(url)))
    return url


def is_here(url: str) -> bool:
    """Whether only this machine reaches the URL's host; no name is looked up."""
    host = unicodedata.normalize("NFKC", urlsplit(url).hostname or "").replace("。", ".")
    host = host.rstrip(".")
    if host in LOOPBACK or host.endswith((".localhost", "localhost.localdomain")):
        return True
    address = _address(host)
    return address is not None and (address.is_loopback or address.is_unspecified)


def _address(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host is, also as browsers read it: 127.1, 2130706433, 0x7f.1."""
    with suppress(OSError):
        return IPv4Address(socket.inet_aton(host))
    with suppress(ValueError):
        address = ip_address(host)
        return getattr(address, "ipv4_mapped", None) or address
    return None


def _parts(url: str) -> SplitResult:
    """The URL taken apart; raises ValueError for one that cannot be, or is not one line."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise ValueError(say.cannot_be_read(masked(url))) from None
    if not url.isprintable():
        raise ValueError(say.has_breaks_or_unseen(masked(url)))
    return parts
