"""Finds whom a comment mentions: names of accounts that stand after an @ sign."""

import re

from workflows.engine.naming import folded

# An @ within a word is that of an address, such as info@byen.dk.
_MENTION = re.compile(r"(?<![\w@.+/-])@([\w][\w.+@-]*)")


def mentioned(text: str) -> tuple[str, ...]:
    """The account names that a text mentions, folded, each once and in their order."""
    found = (match[1].rstrip(".+@-") for match in _MENTION.finditer(text))
    return tuple(dict.fromkeys(map(folded, found)))
