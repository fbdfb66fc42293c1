"""Takes the words out of an HTML page, its markup left out."""

import re
from html.parser import HTMLParser

from workflows.services.mail_taming import tamed


def words_of_html(page: str) -> str:
    """What a page says, with its lines."""
    reader = _Words()
    reader.feed(tamed(page))
    reader.close()
    lines = (_line(line) for line in "".join(reader.found).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


_CELL = "\x1f"


def _line(found: str) -> str:
    """A line without needless spaces; the cells of a table stand apart."""
    cells = (" ".join(cell.split()) for cell in found.split(_CELL))
    return " | ".join(filter(None, cells))


class _Words(HTMLParser):
    """The words that a page would show."""

    _ENDING = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "table", "dl", "pre"})
    """After which what follows begins a line, though nothing says so."""
    _BLOCKS = frozenset({"p", "div", "br", "hr", "blockquote", "section", "article"})
    _LINES = _ENDING | _BLOCKS | {"tr", "ul", "ol", "li", "dt", "dd"}
    _UNSEEN = frozenset({"script", "style", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._within = ""
        """The element whose words are not shown."""
        self._keeps_lines = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new line where a page would begin one."""
        if tag in self._UNSEEN and not self._within:
            self._within = tag
        if tag == "body":
            self._within = ""
        if tag in self._LINES:
            self.found.append("\n")
        if tag in ("td", "th"):
            self.found.append(_CELL)
        self._keeps_lines |= tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        """What is not shown ends, with its element or with the head that it stands in."""
        if tag in (self._within, "head"):
            self._within = ""
        if tag in self._ENDING:
            self.found.append("\n")
        self._keeps_lines &= tag != "pre"

    def handle_data(self, data: str) -> None:
        """Words, unless they are not shown."""
        if not self._within:
            self.found.append(data if self._keeps_lines else " ".join(data.split("\n")))
