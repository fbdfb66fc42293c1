"""The lines of a plan about parties that are no bodies: `navn; mail` or `navn; mail; frist`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartyLine:
    """The parts of one line as they were written; a name may have a semicolon in it."""

    name: str
    address: str
    day: str


def read_line(line: str) -> PartyLine:
    """The parts of a line; empty where they are missing."""
    parts = [part.strip() for part in line.split(";")]
    day = parts.pop() if len(parts) > 2 and "@" not in parts[-1] else ""
    *names, address = parts
    return PartyLine("; ".join(names), address, day)


def with_day(lines: str, name: str, day: str) -> str:
    """The lines with another deadline for the party of that name."""
    return "\n".join(_dated(line, name, day) for line in lines.splitlines())


def _dated(line: str, name: str, day: str) -> str:
    read = read_line(line)
    return "; ".join((read.name, read.address, day)) if read.name == name else line
