"""The links that parties and members are mailed: made by a key, so that no database holds one."""

import hmac
from base64 import b32encode
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import Protocol, TypeVar

from workflows.services.installation import Installation

TRAILING = ".,;:!?)]}>»«\"'*_"
"""What a mail program may take for a part of the link that it ends."""


class Linked(Protocol):
    """A contact, as far as its link goes."""

    @property
    def id(self) -> str:
        """The contact's id, which no other round has."""

    @property
    def generation(self) -> int:
        """Raised when the contact's link is revoked."""


AnyLinked = TypeVar("AnyLinked", bound=Linked)


def link(house: Installation, party: str, contact: str, hearing_round: int, generation: int) -> str:
    """The address at which one contact of one party answers in one round."""
    secret = token(house.keys.link, contact, hearing_round, generation)
    return f"{house.settings.base_url.rstrip('/')}/svar/{party}/{secret}"


def reading_link(
    house: Installation, party: str, contact: str, hearing_round: int, generation: int
) -> str:
    """The address at which those whom a contact passes it on to read, and no more."""
    secret = token(house.keys.link, contact, hearing_round, generation, reads_only=True)
    return f"{house.settings.base_url.rstrip('/')}/svar/{party}/laes/{secret}"


def token(
    key: bytes, contact: str, hearing_round: int, generation: int, *, reads_only: bool = False
) -> str:
    """The secret part of a link: the key's id, a dot, and a signature in lower-case base32.

    A link that only reads is signed for something else: neither can be made from the other, and
    both are revoked by the same generation.
    """
    return _signed(key, f"{contact}|{hearing_round}|{generation}{'|read' if reads_only else ''}")


def member_link(
    house: Installation, member: str, generation: int, meeting: str | None = None
) -> str:
    """The address at which a member of bodies reads their agendas, or that of one meeting."""
    secret = member_token(house.keys.link, member, generation)
    there = f"/moede/{meeting}" if meeting else ""
    return f"{house.settings.base_url.rstrip('/')}/medlem/{member}/{secret}{there}"


def member_token(key: bytes, member: str, generation: int) -> str:
    """The secret part of a member's link, which opens no hearing."""
    return _signed(key, f"member|{member}|{generation}")


def is_members(house: Installation, member: str, generation: int, given: str) -> bool:
    """Whether the token given is that of the member's link."""
    key = _keys(house).get(cleaned(given).partition(".")[0])
    return key is not None and _same(member_token(key, member, generation), given)


def opens(
    house: Installation,
    contacts: Iterable[AnyLinked],
    hearing_round: int,
    given: str,
    *,
    reads_only: bool = False,
) -> AnyLinked | None:
    """Whose link was given, among the contacts of one party in its round; None for all else."""
    key = _keys(house).get(cleaned(given).partition(".")[0])
    if key is None:
        return None
    found = None
    for contact in contacts:
        good = token(key, contact.id, hearing_round, contact.generation, reads_only=reads_only)
        if _same(good, given):
            found = contact
    return found


def cleaned(given: str) -> str:
    """The token without what a mail program or a hand added to it."""
    return given.strip().rstrip(TRAILING).lower()


def may_be_cut(house: Installation, given: str) -> bool:
    """Whether this looks like the beginning of a token, as after a line break in a mail."""
    key, _, rest = cleaned(given).partition(".")
    length = len(_base32(sha256().digest()))
    return any(known.startswith(key) for known in _keys(house)) and len(rest) < length


def _signed(key: bytes, bound: str) -> str:
    signed = hmac.digest(key, bound.encode(), "sha256")
    return f"{_key_id(key)}.{_base32(signed)}"


def _same(whole: str, given: str) -> bool:
    return hmac.compare_digest(whole.encode(), cleaned(given).encode("utf-8", "replace"))


def _keys(house: Installation) -> dict[str, bytes]:
    """By id, the keys whose links are honoured."""
    return {_key_id(key): key for key in (house.keys.link,)}


@lru_cache(maxsize=8)
def _key_id(key: bytes) -> str:
    """Tells keys apart and gives nothing of them away."""
    return _base32(sha256(b"id of " + key).digest())[:4]


def _base32(raw: bytes) -> str:
    return b32encode(raw).decode().rstrip("=").lower()
