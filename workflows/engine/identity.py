"""Ids in the order of time; what a decision creates gets one derived from the case and the act."""

from datetime import datetime
from hashlib import blake2b

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def derived_id(case: str, seq: int, ordinal: int, now: datetime) -> str:
    """An id in the form of a UUID version 7: sorted by time, yet without randomness.

    `seq` is the case's journal number before the act and `ordinal` counts within the act, so no
    two things of one case can get the same id, and those of one act sort in the order they came.
    """
    tail = blake2b(f"{case}|{seq}|{ordinal}".encode(), digest_size=8).hexdigest()
    return ordered_id(now, ordinal, tail)


def ordered_id(now: datetime, ordinal: int, tail: str) -> str:
    """A UUID version 7 of an instant, an ordinal (below 4096) and a tail of 16 hex digits.

    Rows that came about together lie together in every index: that of a large database stays as
    quick as that of a small one.
    """
    milliseconds = int(now.timestamp() * 1000) & 0xFFFFFFFFFFFF
    return (
        f"{milliseconds >> 16:08x}-{milliseconds & 0xFFFF:04x}-7{ordinal & 0xFFF:03x}"
        f"-{8 + int(tail[0], 16) % 4:x}{tail[1:4]}-{tail[4:16]}"
    )


def receipt_number(response: str) -> str:
    """The number on a receipt, easy to read aloud: `4K7M-9QX2-TD` (no I, L, O or U)."""
    number = int.from_bytes(blake2b(response.encode(), digest_size=8).digest(), "big")
    letters = "".join(_ALPHABET[(number >> shift) & 31] for shift in range(0, 50, 5))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
