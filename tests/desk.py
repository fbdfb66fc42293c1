"""An officer at the desk: an installation with accounts, and a client that sends its forms."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import httpx
import pytest

from tests.office import Office
from workflows.services.signin import one_time_link

Fields = dict[str, str | list[str]]

ON_SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("database", ["postgresql"], indirect=True)
"""For pages whose acts other tests try on both databases: what is asked here is what they say.

Either is the one of some pages, so that what both would need is not forgotten for one.
"""


class _Forms(HTMLParser):
    """The forms of a page, each with the fields that a browser would send untouched."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, Fields]] = []
        self._text: str | None = None
        self._select: str | None = None
        self._begins = False
        """Whether the text area has just begun: a browser leaves out its first line end."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or a field of the form that is open."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("action", ""), {}))
        elif not self.forms:
            return
        elif tag == "input" and self._is_sent(given):
            self._add(given["name"], given.get("value", ""))
        elif tag == "textarea":
            self._text, self._begins = given["name"], True
            self._add(self._text, "")
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and self._select is not None:
            self._choose(self._select, given)

    def _is_sent(self, given: dict[str, str]) -> bool:
        ticked = given.get("type") not in ("checkbox", "radio") or "checked" in given
        return bool(given.get("name")) and ticked

    def _add(self, name: str, value: str) -> None:
        fields = self.forms[-1][1]
        known = fields.get(name)
        if known is None:
            fields[name] = value
        else:
            fields[name] = [*([known] if isinstance(known, str) else known), value]

    def _choose(self, name: str, given: dict[str, str]) -> None:
        fields = self.forms[-1][1]
        if name not in fields or "selected" in given:
            fields[name] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        """The text of a text area."""
        if self._text is not None:
            fields = self.forms[-1][1]
            data, self._begins = data.removeprefix("\n" if self._begins else ""), False
            written = fields[self._text]
            if isinstance(written, str):
                fields[self._text] = written + data
            else:
                fields[self._text] = [*written[:-1], written[-1] + data]

    def handle_endtag(self, tag: str) -> None:
        """The end of a text area or a list of choices."""
        if tag == "textarea":
            self._text = None
        if tag == "select":
            self._select = None


@dataclass(slots=True)
class Desk:
    """One officer's browser, without pictures."""

    client: httpx.Client
    path: str = ""
    page: str = ""

    def read(self, path: str, status: int = 200) -> str:
        """Follow a link; the page."""
        return self._shown(self.client.get(path, follow_redirects=True), status)

    def send(self, action: str = "", *, status: int = 200, **written: str | list[str]) -> str:
        """Fill in the page's form for this action and send it; the page that follows."""
        target, fields = self._found(action)
        answer = self.client.post(
            target or self.path, data={**fields, **written}, follow_redirects=True
        )
        return self._shown(answer, status)

    def tab(self, name: str) -> str:
        """Another of the pages of the case whose page is shown, such as `journal`."""
        return self.read(f"{'/'.join(self.path.split('/')[:3])}/{name}")

    def plan(self, case: str, **written: str | list[str]) -> str:
        """Keep the plan of a case's hearing, whatever the page warns of; the page of the case."""
        self.read(f"{case}/hoering")
        return self.insist(**written)

    def insist(self, **written: str | list[str]) -> str:
        """Send the page's form, whatever it warns of; the page that follows."""
        target = self.path
        answer = self.client.post(target, data={**self.form(), **written}, follow_redirects=True)
        if answer.status_code == 422:
            self._shown(answer, 422)
            answer = self.client.post(target, data=self.form(), follow_redirects=True)
        return self._shown(answer, 200)

    def form(self, action: str = "") -> Fields:
        """The fields of the page's form for this action, as they stand."""
        return self._found(action)[1]

    def _found(self, action: str) -> tuple[str, Fields]:
        """The form whose action ends so; the page's own form, that names none, for nothing."""
        reader = _Forms()
        reader.feed(self.page)
        found = [
            (target, fields)
            for target, fields in reader.forms
            if (target.endswith(action) if action else not target)
        ]
        assert found, f"no form {action!r} on {self.path}"
        return found[0]

    def do(self, trigger: str, *, status: int = 200, **written: str | list[str]) -> str:
        """Pull a trigger from the form on the case's page."""
        case = re.match(r"/sager/[0-9a-f-]+", self.path)
        assert case is not None
        return self.send(f"{case[0]}/handling/{trigger}", status=status, **written)

    def _shown(self, answer: httpx.Response, status: int) -> str:
        assert answer.status_code == status, (answer.status_code, answer.url, words(answer.text))
        self.path, self.page = answer.url.path, answer.text
        return answer.text


def words(page: str) -> str:
    """What a page says, its markup left out."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.split("</head>")[-1])).split())


@contextmanager
def desk_of(given: Office, address: str, username: str) -> Iterator[Desk]:
    """The desk of an officer who has signed in, by a one-time link."""
    with httpx.Client(base_url=address, timeout=30) as client:
        desk = Desk(client)
        desk.read(urlsplit(one_time_link(given.house, given.officer(username).id)).path)
        desk.send()
        assert desk.path == "/"
        yield desk
