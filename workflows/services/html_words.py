"""Takes the words out of an HTML page, its markup left out."""

import re
from html.parser import HTMLParser

from workflows.services.mail_taming import tamed


def words_of_html(page: str) -> str:
    """What a page says, with its lines."""
    reader = _Words()
    reader.feed(tamed(page))
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.found).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Words(HTMLParser):
    """The words that a page would show."""

    _LINES = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "blockquote"})
    _UNSEEN = frozenset({"script", "style", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._within = ""
        """The element whose words are not shown."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new line where a page would begin one."""
        if tag in self._UNSEEN and not self._within:
            self._within = tag
        if tag == "body":
            self._within = ""
        if tag in self._LINES:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """What is not shown ends, with its element or with the head that it stands in."""
        if tag in (self._within, "head"):
            self._within = ""

    def handle_data(self, data: str) -> None:
        """Words, unless they are not shown."""
        if not self._within:
            self.found.append(" ".join(data.split("\n")))
