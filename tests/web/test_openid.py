"""Signing in at an OpenID provider that runs beside the test, and all that may go wrong with it."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import RSAKey

from tests.desk import words
from tests.office import Office, office
from tests.open_hearing import served
from tests.openid_provider import CLIENT, SECRET, Provider, provider_running
from workflows.services.signin import NewOfficer, add_officer

BACK = "http://127.0.0.1:8000/log-ind/oidc/svar"
MAJA = {"sub": "maja-1", "email": "Maja@norddjurs.example", "email_verified": True}


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with provider_running(BACK) as provider:
        yield provider


@pytest.fixture
def provider(running: Provider) -> Provider:
    running.person, running.signs_with = dict(MAJA), None
    return running


@pytest.fixture
def opened(database: str, tmp_path: Path, provider: Provider) -> Office:
    house = office(database, tmp_path).house
    chosen = house.settings.model_copy(
        update={
            "oidc_issuer": provider.issuer,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": SECRET,
        }
    )
    return Office(dataclasses.replace(house, settings=chosen))


@pytest.fixture
def browser(opened: Office) -> Iterator[httpx.Client]:
    with (
        served(opened.house) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield client


def sent_back(browser: httpx.Client, wanted: str = "") -> str:
    """The way to the provider and to where it sends the browser back: path and query."""
    there = browser.get(f"/log-ind/oidc?til={wanted}")
    assert there.status_code == 303, there.text
    here = httpx.get(there.headers["location"])
    assert here.status_code == 302, here.text
    back = urlsplit(here.headers["location"])
    assert here.headers["location"].startswith(BACK)
    return f"{back.path}?{back.query}"


def signed_in(browser: httpx.Client, wanted: str = "") -> httpx.Response:
    return browser.get(sent_back(browser, wanted))


def name_of(browser: httpx.Client) -> str:
    page = browser.get("/konto")
    return words(page.text) if page.status_code == 200 else ""


def test_an_officer_is_known_by_a_verified_address_and_then_by_the_providers_name(
    provider: Provider, browser: httpx.Client
) -> None:
    assert 'href="/log-ind/oidc?til=/sager"' in browser.get("/log-ind?til=/sager").text
    answer = signed_in(browser, "/sager")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sager")
    assert "Maja Holt" in name_of(browser)
    assert "med kommunens login" in name_of(browser)
    browser.cookies.clear()
    provider.person = {"sub": "maja-1", "email": "gift@norddjurs.example"}
    assert signed_in(browser).status_code == 303
    assert "Maja Holt" in name_of(browser)
    browser.cookies.clear()
    provider.person = {**MAJA, "sub": "another who got the address"}
    assert signed_in(browser).status_code == 403


def test_the_way_there_carries_what_binds_it(browser: httpx.Client) -> None:
    asked = parse_qs(urlsplit(browser.get("/log-ind/oidc").headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert (asked["response_type"], asked["scope"]) == (["code"], ["openid email"])
    again = parse_qs(urlsplit(browser.get("/log-ind/oidc").headers["location"]).query)
    for once in ("state", "nonce", "code_challenge"):
        assert asked[once] != again[once]


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "x", "email": "ukendt@norddjurs.example", "email_verified": True},
        {**MAJA, "email_verified": False},
        {**MAJA, "email_verified": "true"},
        {"sub": "maja-1"},
    ],
)
def test_whom_nobody_knows_is_told_whom_to_ask(
    provider: Provider, browser: httpx.Client, person: dict[str, object]
) -> None:
    provider.person = person
    answer = signed_in(browser)
    assert answer.status_code == 403
    assert "Sig det til den, der passer systemet" in words(answer.text)
    assert str(person.get("email", "")) in answer.text
    assert name_of(browser) == ""


def test_an_address_of_two_accounts_is_nobodys(opened: Office, browser: httpx.Client) -> None:
    add_officer(opened.house, NewOfficer("maja2", "Maja Holm", "maja@norddjurs.example"))
    assert signed_in(browser).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "of another journey"},
        {"aud": "another client"},
        {"iss": "https://another.example"},
        {"exp": 1},
    ],
)
def test_a_token_that_is_not_for_this_journey_signs_nobody_in(
    provider: Provider, browser: httpx.Client, wrong: dict[str, object]
) -> None:
    provider.person = {**MAJA, **wrong}
    assert signed_in(browser).status_code == 401
    assert name_of(browser) == ""


def test_a_token_signed_by_another_signs_nobody_in(
    provider: Provider, browser: httpx.Client
) -> None:
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "one"})
    assert signed_in(browser).status_code == 401


def test_who_was_not_sent_or_comes_twice_is_not_signed_in(browser: httpx.Client) -> None:
    back = sent_back(browser)
    assert browser.get(back.replace("state=", "state=x")).status_code == 401
    again = sent_back(browser)
    kept = dict(browser.cookies)
    browser.cookies.clear()
    assert browser.get(again).status_code == 401
    browser.cookies.update(kept)
    assert browser.get(again).status_code == 303
    browser.cookies.clear()
    browser.cookies.update(kept)
    assert browser.get(again).status_code == 401
    assert browser.get("/log-ind/oidc/svar?error=access_denied&state=x").status_code == 401


def test_a_code_is_bound_to_the_browser_that_left(browser: httpx.Client) -> None:
    first, second = sent_back(browser), sent_back(browser)
    code = parse_qs(urlsplit(first).query)["code"][0]
    state = parse_qs(urlsplit(second).query)["state"][0]
    assert browser.get(f"/log-ind/oidc/svar?state={state}&code={code}").status_code == 401


def test_a_provider_that_does_not_answer_is_said_so(opened: Office) -> None:
    gone = opened.house.settings.model_copy(update={"oidc_issuer": "http://127.0.0.1:9"})
    house = dataclasses.replace(opened.house, settings=gone)
    with served(house) as address:
        answer = httpx.get(f"{address}/log-ind/oidc")
    assert answer.status_code == 503
    assert "Kommunens login svarer ikke" in words(answer.text)


def test_without_a_provider_there_is_no_such_page(sqlite: str, tmp_path: Path) -> None:
    with served(office(sqlite, tmp_path).house) as address:
        assert "kommunens login" not in httpx.get(f"{address}/log-ind").text
        for path in ("/log-ind/oidc", "/log-ind/oidc/svar"):
            assert httpx.get(f"{address}{path}").status_code == 404
