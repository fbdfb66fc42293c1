"""What click itself writes in a help text, in Danish."""

import re
from collections.abc import Iterable

import click

_WORDS = {
    "Usage:": "Brug:",
    "Options": "Tilvalg",
    "Commands": "Kommandoer",
    "[OPTIONS]": "[TILVALG]",
    "COMMAND [ARGS]...": "KOMMANDO [ARGUMENTER]...",
    "INTEGER RANGE": "TAL",
    "DIRECTORY": "MAPPE",
    "TEXT": "TEKST",
    "[default: ": "[ellers: ",
    "[required]": "[skal med]",
    "Show this message and exit.": "Vis denne hjælp.",
}
_KNOWN = re.compile("|".join(re.escape(word) for word in _WORDS))


class DanishHelp(click.HelpFormatter):
    """Writes a help text whose headings, placeholders and notes are Danish too."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line."""
        super().write_usage(prog, _danish(args), prefix or _danish("Usage: "))

    def write_heading(self, heading: str) -> None:
        """The line above a list."""
        super().write_heading(_danish(heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """A list of options or commands, each with what it does."""
        translated = [(_danish(term), _danish(told)) for term, told in rows]
        super().write_dl(translated, col_max, col_spacing)


def _danish(text: str) -> str:
    return _KNOWN.sub(lambda found: _WORDS[found.group()], text)
