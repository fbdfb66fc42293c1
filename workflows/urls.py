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
        raise ValueError(
            f"»{masked(url)}« er ikke en database, der kendes"
            " — skriv postgresql://bruger:kode@vært/navn eller sqlite:////sti/til/fil.db"
        )
    if parts.scheme == "sqlite":
        _check_sqlite(parts, url)
    elif url.count("@") > 1 or "@" in url.removeprefix(f"{parts.scheme}://{parts.netloc}"):
        raise ValueError(f"»{masked(url)}« har flere @ — skriv %40 for et @ i navn eller kode")
    elif not parts.path.strip("/"):
        raise ValueError(f"»{masked(url)}« nævner ikke databasens navn")
    return url


def _check_sqlite(parts: SplitResult, url: str) -> None:
    if parts.netloc:
        raise ValueError(
            f"»{masked(url)}« nævner ingen fil — fire skråstreger: sqlite:////sti/til/fil.db"
        )
    if (parts.path + parts.fragment).strip("/") in {"", ":memory:"}:
        raise ValueError("SQLite skal have en fil, for flere processer deler den")
    if "?" in url:
        raise ValueError(f"»{masked(url)}« har et spørgsmålstegn — i en fils navn skrives det %3F")


def with_scheme(*schemes: str) -> Callable[[str], str]:
    """A check that a URL has one of two schemes, plain and encrypted, and a host."""

    def check(url: str) -> str:
        parts = _parts(url)
        if parts.scheme not in schemes or not parts.hostname:
            raise ValueError(
                f"»{masked(url)}« skal begynde med {schemes[0]}:// eller {schemes[1]}://"
                " og nævne en vært"
            )
        return url

    return check


def smtp_url(url: str) -> str:
    """The URL of a mail server, which may say how many mails it takes; raises ValueError."""
    query = _parts(with_scheme("smtp", "smtps")(url)).query
    if query and not _PACE.fullmatch(query):
        raise ValueError(
            f"»{masked(url)}« slutter med andet, end der kan læses — for eksempel ?per_minute=30"
        )
    return url


def imap_url(url: str) -> str:
    """The URL of a mailbox, which nobody opens without a name and a password; or ValueError."""
    parts = _parts(with_scheme("imap", "imaps")(url))
    if not (parts.username and parts.password):
        raise ValueError(
            f"»{masked(url)}« mangler postkassens brugernavn eller adgangskode"
            " — skriv imaps://bruger:kode@vært/INBOX"
        )
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
        raise ValueError(
            f"»{masked(url)}« kan links ikke begynde med — skriv kun http eller https, vært og"
            " eventuelt port, for eksempel https://sager.kommune.example"
        )
    return f"{parts.scheme}://{parts.netloc}"


def scanner_url(url: str) -> str:
    """The URL of a virus scanner; raises ValueError."""
    parts = _parts(url)
    if not ((parts.scheme == "tcp" and parts.hostname) or (parts.scheme == "unix" and parts.path)):
        raise ValueError(f"»{masked(url)}« skal være tcp://vært:port eller unix:///sti")
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
        raise ValueError(f"»{masked(url)}« kan ikke læses som en adresse") from None
    if not url.isprintable():
        raise ValueError(f"»{masked(url)}« har linjeskift eller usynlige tegn")
    return parts
