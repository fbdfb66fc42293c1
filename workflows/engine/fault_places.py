"""Finds the line that a fault of the definitions is about, from the key that names it."""

import re
from collections.abc import Sequence

_PART = re.compile(r"([^.\[\]]+)(?:\[([^\]]*)\])?")
_SYNTAX = re.compile(r"linje (\d+)")
_HEADER = re.compile(r"\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")


def line_of(text: str, key: str) -> int | None:
    """The line, counted from 1, of `body[BUU].contacts[2].email` and the like; None where unknown.

    What is missing has no line of its own: then it is that of the table that lacks it.
    """
    if told := _SYNTAX.match(key):
        return int(told[1])
    lines = text.splitlines()
    found: int | None = None
    path, start, end = "", 0, len(lines)
    for name, index in _PART.findall(key):
        path = f"{path}.{name}".lstrip(".")
        at = _table(lines, range(start, end), path, index)
        if at is not None:
            found, start, end = at, at + 1, _ends(lines, at + 1, end, path)
            continue
        at = _value(lines, range(start, _ends(lines, start, end)), name)
        if at is None:
            break
        found, start = at, at
    return None if found is None else found + 1


def _table(lines: Sequence[str], among: range, path: str, index: str) -> int | None:
    """Where the table of this path begins: the nth of them, or the one with this code or name."""
    headers = [at for at in among if _header(lines[at]) == path]
    if index.isdecimal():
        return headers[int(index) - 1] if 0 < int(index) <= len(headers) else None
    if not index:
        return headers[0] if headers else None
    own = re.compile(rf'\s*\w+\s*=\s*["\']{re.escape(index)}["\']')
    for at in headers:
        if any(own.match(line) for line in lines[at + 1 : _ends(lines, at + 1, among.stop)]):
            return at
    return None


def _header(line: str) -> str | None:
    """The path that a line begins the table of, if it does."""
    header = _HEADER.match(line)
    return header[1] if header else None


def _ends(lines: Sequence[str], start: int, end: int, path: str | None = None) -> int:
    """Where the table ends that is being read; with its `path`, those inside it belong to it."""
    for at in range(start, end):
        header = _header(lines[at])
        if header and not (path and header.startswith(f"{path}.")):
            return at
    return end


def _value(lines: Sequence[str], among: range, name: str) -> int | None:
    given = re.compile(rf"(?:.*[{{,]\s*)?[\"']?{re.escape(name)}[\"']?\s*=")
    return next((at for at in among if given.match(lines[at])), None)
