"""What each kind of account meets on every page: officers work, auditors read, members go on."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.desk import Desk, desk_of, words
from tests.office import Office, office
from tests.web.test_access import routes
from web.officers import officer
from web.permitted import require_permitted
from workflows.records.sign_ins import Account, Role
from workflows.services.accounts import give_role
from workflows.services.api_tokens import create_token
from workflows.services.errors import NotAtTheDesk, OnlyReads
from workflows.services.promises import responsible_officers
from workflows.services.signin import one_time_link

OWN = ("/konto", "/log-ud")


@pytest.fixture
def opened(sqlite: str, tmp_path: Path) -> Office:
    return office(sqlite, tmp_path)


def account(role: Role) -> Account:
    return Account("1", "ida", "Ida Lund", "ida@x.example", "", False, True, False, role)


@pytest.mark.parametrize("path", ["/sager", "/sager/1/rediger", "/api/v1/cases", "/kontoret"])
def test_an_auditor_reads_and_a_member_has_nothing_here(path: str) -> None:
    for method in ("GET", "HEAD", "POST", "PUT"):
        require_permitted(account(Role.OFFICER), method, path)
        with pytest.raises(NotAtTheDesk):
            require_permitted(account(Role.MEMBER), method, path)
    for method in ("GET", "HEAD"):
        require_permitted(account(Role.AUDITOR), method, path)
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        with pytest.raises(OnlyReads):
            require_permitted(account(Role.AUDITOR), method, path)


@pytest.mark.parametrize("path", ["/konto", "/konto/totrin/fra", "/log-ud"])
@pytest.mark.parametrize("role", list(Role))
def test_everybody_has_an_account_of_ones_own(role: Role, path: str) -> None:
    require_permitted(account(role), "POST", path)


def desk_pages(opened: Office) -> Iterator[tuple[str, str]]:
    """Method and address of every page of the desk but one's own."""
    for path, methods, who in routes(opened):
        if who == {officer} and not path.startswith(OWN):
            address = re.sub(r"\{\w+\}", "018b89e5-7c00-7000-8000-000000000000", path)
            yield from ((method, address) for method in sorted(methods))


def signed_in(opened: Office, address: str, username: str) -> Desk:
    desk = Desk(httpx.Client(base_url=address, timeout=30))
    desk.read(urlsplit(one_time_link(opened.house, opened.officer(username).id)).path)
    desk.client.post(desk.path)
    return desk


def test_every_page_refuses_what_an_auditor_would_change_and_shows_the_rest(
    opened: Office, address: str
) -> None:
    give_role(opened.house, opened.officer("bo").id, Role.AUDITOR)
    bo = signed_in(opened, address, "bo")
    tried = dict.fromkeys(("GET", "POST"), 0)
    for method, path in desk_pages(opened):
        answer = bo.client.request(method, path)
        tried[method] += 1
        if method == "POST":
            assert answer.status_code == 403, path
            assert "Du kan læse alt, men ikke ændre noget" in answer.text, path
        elif not path.startswith("/definitioner"):
            assert answer.status_code in (200, 404, 422), path
    assert min(tried.values()) > 30


def test_every_page_sends_a_member_to_the_links_of_members(opened: Office, address: str) -> None:
    give_role(opened.house, opened.officer("bo").id, Role.MEMBER)
    bo = signed_in(opened, address, "bo")
    for method, path in desk_pages(opened):
        answer = bo.client.request(method, path)
        if method == "GET":
            assert answer.headers.get("location") == "/medlem/send-igen", path
        else:
            assert answer.status_code == 403, path
    said = words(bo.read("/konto"))
    assert "Dagsordener" in said
    assert "Indbakke" not in said
    bo.send("/log-ud")
    assert bo.path == "/log-ind"


def test_no_page_refuses_an_officer_but_those_of_administrators(
    opened: Office, address: str, maja: Desk
) -> None:
    for method, path in desk_pages(opened):
        if method == "GET" and not path.startswith("/definitioner"):
            assert maja.client.get(path).status_code in (200, 404, 422), path


def test_an_auditor_reads_closed_cases_through_the_log(
    opened: Office, address: str, maja: Desk
) -> None:
    maja.read("/sager/ny?type=politisk-sag")
    maja.send("/sager/ny", title="Køb", route="Høring, VPU, ØK, KB", openness="closed")
    give_role(opened.house, opened.officer("bo").id, Role.AUDITOR)
    with desk_of(opened, address, "bo") as bo:
        assert "Bo Bilde (revisor)" in words(bo.read(maja.path))
    assert "Bo Bilde læste sagen" in words(maja.tab("journal"))


def test_who_is_no_officer_is_not_offered_as_responsible(opened: Office) -> None:
    give_role(opened.house, opened.officer("bo").id, Role.AUDITOR)
    give_role(opened.house, opened.officer("vera").id, Role.MEMBER)
    assert [one.name for one in responsible_officers(opened.house)] == ["Maja Holt"]


def test_the_api_knows_the_same(opened: Office, address: str) -> None:
    auditor, member = (opened.officer(name).id for name in ("bo", "vera"))
    give_role(opened.house, auditor, Role.AUDITOR)
    give_role(opened.house, member, Role.MEMBER)
    for who, read in ((auditor, 200), (member, 403)):
        headers = {"Authorization": f"Bearer {create_token(opened.house, who)}"}
        with httpx.Client(base_url=f"{address}/api/v1", headers=headers) as client:
            assert client.get("/cases").status_code == read
            new = {"title": "Strategi", "case_type": "politisk-sag", "route": "ØK"}
            refused = client.post("/cases", json=new)
            assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
