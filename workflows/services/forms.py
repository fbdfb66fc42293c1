"""Signs what a form carries, so that only the page that was shown can send it."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from hashlib import sha256


def form_token(key: bytes, *bound: str) -> str:
    """What a form sends back to show that it came from a page; bound to a cookie, a purpose …"""
    return _seal(key, "\x1f".join(bound).encode())


def is_form_token(key: bytes, token: str, *bound: str) -> bool:
    """Whether the token was made for exactly this; compared in constant time."""
    return hmac.compare_digest(token.encode("utf-8", "replace"), form_token(key, *bound).encode())


def sealed(key: bytes, text: str, *bound: str) -> str:
    """The text with a seal, for a hidden field that may not be changed on its way."""
    written = urlsafe_b64encode(text.encode()).decode()
    return f"{written}.{form_token(key, *bound, written)}"


def unsealed(key: bytes, given: str, *bound: str) -> str | None:
    """The text of such a field; None when it was changed, or made for something else."""
    written, _, seal = given.partition(".")
    if not is_form_token(key, seal, *bound, written):
        return None
    try:
        return urlsafe_b64decode(written).decode()
    except (Error, ValueError):
        return None


def _seal(key: bytes, text: bytes) -> str:
    return urlsafe_b64encode(hmac.new(key, text, sha256).digest()[:24]).decode()
