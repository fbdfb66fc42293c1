"""Who may see what: every route says so, and those of officers are shut to everybody else."""

import dataclasses
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from tests.desk import Desk, desk_of
from tests.office import Office, office
from tests.open_hearing import served
from web.api.access import caller
from web.app import create_app
from web.officers import by_link, officer, public
from web.signin import safe_path
from workflows.services.installation import Installation
from workflows.services.signin import NewOfficer, add_officer, one_time_link
from workflows.settings import Environment, Settings

PASSWORD = "hest og vogn og tre træer"
ACCESS = (public, by_link, officer, caller)


@pytest.fixture
def opened(sqlite: str, tmp_path: Path) -> Office:
    return office(sqlite, tmp_path)


@pytest.fixture
def client(opened: Office) -> Iterator[httpx.Client]:
    with served(opened.house) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


def stated(dependant: Dependant) -> Iterator[Callable[..., object]]:
    """The statements of access among everything that a route depends on."""
    if dependant.call in ACCESS:
        yield dependant.call
    for inner in dependant.dependencies:
        yield from stated(inner)


def routes(house: Office) -> list[tuple[str, set[str], set[Callable[..., object]]]]:
    """Every route of ours: path, methods and who it is for."""
    return [
        (str(found.path), set(found.methods or ()), set(stated(found.dependant)))
        for found in iter_route_contexts(create_app(house.house).routes)
        if isinstance(found.original_route, APIRoute)
    ]


def test_every_route_states_its_access_once(opened: Office) -> None:
    found = routes(opened)
    assert len(found) > 30
    assert [(path, who) for path, _, who in found if len(who) != 1] == []


def test_an_officers_page_sends_a_stranger_to_sign_in_and_back(
    opened: Office, client: httpx.Client
) -> None:
    for path, methods, who in routes(opened):
        if who != {officer}:
            continue
        address = path.replace("{trigger}", "hold")
        address = re.sub(r"\{\w+\}", lambda _: str(uuid4()), address)
        for method in methods:
            answer = client.request(method, address)
            if method == "GET":
                assert answer.status_code == 303
                assert answer.headers["location"] == f"/log-ind?til={address}"
            else:
                assert answer.status_code == 401


@pytest.mark.parametrize("path", ["/log-ind", "/sager/ny", "/api/v1/cases", "/konto"])
def test_what_cannot_be_used_so_names_every_way_that_it_can(
    client: httpx.Client, path: str
) -> None:
    """Each route knows its own methods alone, and the first to be asked named no others."""
    refused = client.request("DELETE", path)
    assert refused.status_code == 405
    assert refused.headers["allow"] == "GET, HEAD, POST"


def test_a_form_without_its_key_or_with_anothers_changes_nothing(
    opened: Office, client: httpx.Client
) -> None:
    address = str(client.base_url)
    with desk_of(opened, address, "maja") as maja, desk_of(opened, address, "bo") as bo:
        bo.read("/sager/ny")
        for key in ("", "x", "æ", str(bo.form("/sager/ny")["form_key"])):
            maja.read("/sager/ny")
            maja.send("/sager/ny", status=403, title="Smuglet ind", form_key=key)
        assert "Smuglet ind" not in maja.read("/sager?vis=alle")


def with_password(opened: Office) -> None:
    new = NewOfficer("inger", "Inger Ask", "inger@norddjurs.example", password=PASSWORD)
    add_officer(opened.house, new)


def test_who_signs_in_comes_to_the_page_that_was_wanted(
    opened: Office, client: httpx.Client
) -> None:
    with_password(opened)
    desk = Desk(client)
    desk.read("/sager?vis=mine&q=%C3%A6")
    assert desk.path == "/log-ind"
    desk.send("/log-ind", status=401, username="inger", password="forkert kodeord")
    assert "passer ikke sammen" in desk.page
    assert desk.form("/log-ind")["username"] == "inger"
    desk.send("/log-ind", username="inger", password=PASSWORD)
    assert desk.path == "/sager"
    assert 'value="æ"' in desk.page
    desk.send("/log-ud")
    desk.read("/sager")
    assert desk.path == "/log-ind"


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts_and_other_sites(
    opened: Office, client: httpx.Client
) -> None:
    with_password(opened)
    sent = client.post("/log-ind", data={"username": "inger", "password": PASSWORD})
    cookie = sent.headers["set-cookie"].lower()
    assert cookie.startswith("sagsgang=")
    for part in ("httponly", "samesite=lax", "path=/", "max-age=43200"):
        assert part in cookie
    assert "secure" not in cookie


def test_over_https_the_cookie_is_bound_to_the_host(opened: Office) -> None:
    with_password(opened)
    settings = opened.house.settings.model_copy(update={"base_url": "https://sag.example"})
    opened = Office(_with(opened, settings))
    with served(opened.house) as address:
        data = {"username": "inger", "password": PASSWORD}
        sent = httpx.post(f"{address}/log-ind", data=data, timeout=30)
    cookie = sent.headers["set-cookie"]
    assert cookie.startswith("__Host-sagsgang=")
    assert "Secure" in cookie
    assert "Domain" not in cookie


def test_a_one_time_link_is_used_by_its_button_alone(opened: Office, client: httpx.Client) -> None:
    path = urlsplit(one_time_link(opened.house, opened.officer("maja").id)).path
    for method in ("GET", "HEAD", "OPTIONS") * 7:
        assert "set-cookie" not in client.request(method, path).headers
    assert client.post(path).headers["location"] == "/"
    client.cookies.clear()
    assert client.get(path).status_code == 410
    assert client.post(path).status_code == 410


@pytest.mark.parametrize(
    "wanted",
    [
        "//ond.example",
        "/\\ond.example",
        "https://ond.example",
        "/%2f/ond.example/..%2f",
        "sager",
        "/log-ud",
        "/sager\r\nSet-Cookie: x=y",
        "javascript:alert(1)",
        "/%5cond.example",
        "",
    ],
)
def test_no_address_of_another_site_is_gone_to_after_signing_in(wanted: str) -> None:
    assert safe_path(wanted) == "/"


def test_paths_of_our_own_are_gone_to() -> None:
    assert safe_path("/sager/1/handling/decide?a=b&c=%C3%A6") == (
        "/sager/1/handling/decide?a=b&c=%C3%A6"
    )


def test_the_postbox_is_not_there_in_production(opened: Office, client: httpx.Client) -> None:
    shown = client.get("/postkasse")
    assert shown.status_code == 200
    assert "Møder" not in shown.text, "the desk's pages are for those who are signed in"
    assert 'href="/log-ind"' in shown.text
    assert client.get("/postkasse/findes-ikke.eml").status_code == 404
    settings = opened.house.settings.model_copy(update={"env": Environment.PRODUCTION})
    with served(_with(opened, settings)) as address:
        assert httpx.get(f"{address}/postkasse").status_code == 404
        assert httpx.get(f"{address}/postkasse/x").status_code == 404


def test_health_is_told_to_anybody(client: httpx.Client) -> None:
    assert client.get("/health").json() == {
        "status": "starting",
        "oldest_overdue_s": 0.0,
        "last_sweep_at": None,
        "clock": "stopped",
        "mail_paused_since": None,
        "mail_paused_why": None,
    }


def _with(opened: Office, settings: Settings) -> Installation:
    return dataclasses.replace(opened.house, settings=settings)
