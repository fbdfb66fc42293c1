"""An officer who publishes answers at the desk, and a stranger who follows every link there is."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from io import BytesIO
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import fromstring

import httpx

from tests.desk import Desk
from tests.open_hearing import OFFICER, OpenHearing
from workflows.engine.vocabulary import Stance
from workflows.services.answers import GivenAnswer, answer, open_link
from workflows.services.installation import Installation
from workflows.services.signin import one_time_link
from workflows.services.uploads import keep


def answered(
    hearing: OpenHearing,
    text: str,
    *,
    party: int = 0,
    base_version: int = 0,
    files: tuple[tuple[str, bytes], ...] = (),
    jointly_with: tuple[str, ...] = (),
) -> str:
    """Give an answer by the party's link; the id of the answer."""
    house = hearing.house
    receipt = answer(
        house,
        open_link(house, hearing.parties[party], hearing.token(party)),
        GivenAnswer(
            Stance.OPPOSES,
            text,
            hearing.clock.now,
            f"key-{party}-{base_version}-of-the-test",
            base_version,
            jointly_with,
            tuple(keep(house, name, BytesIO(content)) for name, content in files),
        ),
    )
    return str(hearing.rows(f"SELECT id FROM responses WHERE receipt = '{receipt}'")[0][0])


@contextmanager
def officers_desk(house: Installation, address: str) -> Iterator[Desk]:
    """The desk of the officer of the test's cases."""
    assert OFFICER.id is not None
    with httpx.Client(base_url=address, timeout=30) as client:
        desk = Desk(client)
        desk.read(urlsplit(one_time_link(house, OFFICER.id)).path)
        desk.send()
        yield desk


def hearing_id(hearing: OpenHearing) -> str:
    """The id of the case's one hearing."""
    return str(hearing.rows(f"SELECT id FROM hearings WHERE case_id = '{hearing.case}'")[0][0])


def form_path(hearing: OpenHearing, response: str) -> str:
    """Where an answer is published from."""
    return f"/sager/{hearing.case}/hoeringer/{hearing_id(hearing)}/offentligt/{response}"


def send_form(
    desk: Desk,
    path: str,
    given: dict[str, str],
    files: dict[str, tuple[str, bytes]] | None = None,
    without: tuple[str, ...] = (),
) -> httpx.Response:
    """Fill in the form at the path as a browser would, and send it."""
    desk.read(path)
    fields = {name: value for name, value in desk.form().items() if name not in without}
    sent = {name: (name_, content) for name, (name_, content) in (files or {}).items()}
    # The empty part makes it multipart, as a browser sends it also without a file.
    return desk.client.post(
        path, data={**fields, **given}, files={"tom": ("", b""), **sent}, follow_redirects=False
    )


def crawled(address: str, named: str, *starts: str) -> dict[str, httpx.Response]:
    """Everything that a stranger reaches by following links from the starts, by path.

    `named` is what feeds call the address that is served here.
    """
    found: dict[str, httpx.Response] = {}
    waiting = list(starts)
    with httpx.Client(base_url=address, timeout=30) as stranger:
        while waiting:
            path = waiting.pop()
            if path in found:
                continue
            found[path] = stranger.get(path)
            for link in _links(found[path]):
                whole = urljoin(f"{address}{path}", link.replace(named, address)).split("#")[0]
                if whole.startswith(address):
                    waiting.append(whole.removeprefix(address) or "/")
    return found


def _links(answer: httpx.Response) -> Iterator[str]:
    kind = answer.headers.get("content-type", "")
    yield from filter(None, [answer.headers.get("location")])
    if "html" in kind:
        yield from map(unescape, re.findall(r'(?:href|src|action)="([^"]*)"', answer.text))
    elif "xml" in kind:
        yield from (link for one in fromstring(answer.content).iter() if (link := one.get("href")))
