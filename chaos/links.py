"""P10 and P11: following a mailed link changes nothing, and opens one party's round alone."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from itertools import product
from urllib.parse import urlsplit

import httpx
import redis
from sqlalchemy import text

from benchmarks.figures import Figure, at_least, at_most
from benchmarks.population import today
from chaos.extent import Extent
from chaos.given_links import reading_links
from chaos.hearings import answer_for, open_hearing
from chaos.town import Server, Town, audited, officers, town
from tests.browsing import browser_program, browser_running
from workflows.records import tables
from workflows.services.api_tokens import create_token
from workflows.services.member_links import send_member_link
from workflows.services.signin import one_time_link

_VERBS = ("GET", "HEAD", "OPTIONS")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
_LINK_PATH = re.compile(r"/(?P<door>svar|medlem)/(?P<owner>[0-9a-f-]{36})/(?:laes/)?(?P<token>\S+)")
_SHAPES = {
    "svar": ("/svar/{owner}/{token}", "/svar/{owner}/laes/{token}"),
    "medlem": ("/medlem/{owner}/{token}",),
}
"""The addresses behind each door that a token is tried at."""

_MEMBERS = ("else.fyhn@norddjurs.example", "niels.vesterlund@norddjurs.example")
_BEATS = "heartbeats"
"""The one table that goes on changing where nobody does anything."""


def measure(server: Server, extent: Extent) -> Iterator[Figure]:
    """Everything that is handed out, followed again and again as mail scanners do."""
    with town(server, "p10") as place:
        _hear(place)
        with place.running() as settings:
            rested = place.settled()
            links = _handed_out(place)
            secrets = [_secret_of(link) for link in links if _secret_of(link)]
            before = _dump(place)
            yield Figure(
                "P10", "links, mailed and otherwise handed out", len(links), "", at_least(4)
            )
            yield from _followed(links, extent.fetches)
            yield from _looked_at(links)
            rested = place.settled() and rested
            changed = sum((_dump(place) - before).values()) + sum((before - _dump(place)).values())
            yield Figure("P10", "rows changed by that", changed, "", at_most(0))
            yield Figure(
                "P10", "came to rest before and afterwards", float(rested), "", at_least(1)
            )
            yield from _found_out(place, settings.broker_url, [*secrets, _used_token(place)])
            yield from _used_elsewhere(place, links)
        yield from audited(place, "P10")


def _hear(place: Town) -> None:
    """Two hearings, to one of which a party has answered and has its receipt; two members' links.

    What is mailed to members shows closed items, so it is followed like all that is mailed.
    """
    officer = officers(place)[0]
    assert officer.id is not None
    for member in _MEMBERS:
        send_member_link(place.house, "kb", member, officer.id)
    for name in ("a", "b"):
        case = open_hearing(place, name, today() + timedelta(days=40), parties=2)
    (party, contact), *_ = place.rows(
        "SELECT p.id, c.id FROM parties p JOIN contacts c ON c.party_id = p.id"
        " WHERE p.case_id = :case",
        case=case,
    )
    answer_for(place, case, str(party), str(contact))


def _handed_out(place: Town) -> list[str]:
    """Every address in a mail, what its reader may pass on, and an officer's way in."""
    mailed = {
        unescape(address)
        for mail in place.sink.mails
        for part in mail.message.walk()
        if part.get_content_maintype() == "text"
        for address in _ADDRESS.findall(part.get_content())
    }
    officer = officers(place)[0]
    assert officer.id is not None
    return [*sorted(mailed), *reading_links(place), one_time_link(place.house, officer.id)]


def _secret_of(link: str) -> str:
    """What of an address nobody but its reader may know."""
    last = urlsplit(link).path.rpartition("/")[2]
    return last.rpartition(".")[2] if len(last) > 40 else ""


def _used_token(place: Town) -> str:
    """An officer's token for the API, used once."""
    officer = officers(place)[0]
    assert officer.id is not None
    token = create_token(place.house, officer.id)
    named = {"Authorization": f"Bearer {token}"}
    answer = httpx.get(f"{place.address}/api/v1/cases", headers=named, timeout=30)
    assert answer.status_code == httpx.codes.OK, answer.text
    return token


def _followed(links: list[str], times: int) -> Iterator[Figure]:
    """Each link by each verb, with whatever it redirects to."""
    found = Counter[int]()
    for link in links:
        for verb in _VERBS:
            for _ in range(times):
                with httpx.Client(follow_redirects=True, timeout=30) as client:
                    found[client.request(verb, link).status_code // 100] += 1
    yield Figure("P10", "requests by GET, HEAD and OPTIONS", found.total(), "", at_least(1))
    pages = at_least(2 * len(links) * times)
    yield Figure("P10", "of them led to a page", found[2], "", pages)
    yield Figure("P10", "of them answered by 5xx", found[5], "", at_most(0))


def _looked_at(links: list[str]) -> Iterator[Figure]:
    """Each link once in a browser that runs what scripts there are."""
    program = browser_program()
    opened = 0
    if program is not None:
        with browser_running(program) as browser:
            for link in links:
                with browser.new_context(locale="da-DK") as context:
                    context.new_page().goto(link, wait_until="networkidle")
                opened += 1
    name = "opened in a browser" if program else "opened in a browser: there is none here"
    yield Figure("P10", name, opened, "", at_least(len(links)) if program else None)


def _dump(place: Town) -> Counter[str]:
    """Every row of every table, as text."""
    with place.house.database.connect() as connection:
        return Counter(
            f"{name} {row}"
            for name in tables.Base.metadata.tables
            if name != _BEATS
            for row in connection.execute(text(f'SELECT * FROM "{name}"'))
        )


def _found_out(place: Town, broker_url: str, secrets: list[str]) -> Iterator[Figure]:
    """How many secrets stand in clear where others may read."""
    files = [file.read_bytes() for file in place.folder.rglob("*") if file.is_file()]
    for where, said in (
        ("the database", "\n".join(_dump(place))),
        ("the broker", _said_by_broker(broker_url)),
        ("the logs and other files", b"\n".join(files).decode("latin1")),
    ):
        assert said, f"there is nothing to be read in {where}"
        found = sum(secret in said for secret in secrets)
        yield Figure("P11", f"of {len(secrets)} secrets found in {where}", found, "", at_most(0))


def _said_by_broker(url: str) -> str:
    """Every key with what it holds."""
    reading = {"string": "get", "hash": "hgetall", "set": "smembers"}
    with redis.Redis.from_url(url) as client:
        said = []
        for key in client.scan_iter():
            kind = client.type(key).decode()
            if kind in reading:
                held = getattr(client, reading[kind])(key)
            else:
                held = (client.lrange if kind == "list" else client.zrange)(key, 0, -1)
            said.append(f"{key!r} {held!r}")
    return "\n".join(said)


def _used_elsewhere(place: Town, links: list[str]) -> Iterator[Figure]:
    """Each token at every address but its own, which must look as garbage does there."""
    found = [match for link in links if (match := _LINK_PATH.search(link))]
    tokens = {(match["token"], match[0]) for match in found}
    tried = told = 0
    with httpx.Client(base_url=place.address, timeout=30) as client:
        for door, owner in {(match["door"], match["owner"]) for match in found}:
            garbage = client.get(f"/{door}/garbage").text
            for shape, (token, own) in product(_SHAPES[door], tokens):
                path = shape.format(owner=owner, token=token)
                if path != own:
                    answer = client.get(path)
                    tried += 1
                    told += (answer.status_code, answer.text) != (404, garbage)
    yield Figure("P11", "tokens used where they do not belong", tried, "", at_least(1))
    yield Figure("P11", "of them told apart from garbage", told, "", at_most(0))
