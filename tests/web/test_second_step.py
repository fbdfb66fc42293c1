"""The pages of the second step: set up with a picture for the app, and asked for at sign-in."""

import re

import httpx
import pyotp
import pytest
from argon2 import PasswordHasher

from tests.desk import ON_SQLITE, Desk, words
from tests.office import Office
from workflows.services import signin
from workflows.services.signin import NewOfficer, add_officer

pytestmark = ON_SQLITE

PASSWORD = "hest og vogn og tre træer"


@pytest.fixture
def desk(opened: Office, address: str, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(signin, "_hasher", PasswordHasher(time_cost=1, memory_cost=64))
    add_officer(
        opened.house, NewOfficer("ida", "Ida Lund", "ida@norddjurs.example", password=PASSWORD)
    )
    desk = Desk(httpx.Client(base_url=address, timeout=30))
    desk.read("/log-ind")
    desk.send("/log-ind", username="ida", password=PASSWORD)
    return desk


def code_of(opened: Office, secret: str, ahead: int = 0) -> str:
    return pyotp.TOTP(secret).at(opened.house.real_clock(), counter_offset=ahead)


def test_the_second_step_from_setting_it_up_to_switching_it_off(opened: Office, desk: Desk) -> None:
    assert "Ikke slået til" in words(desk.read("/konto"))
    desk.read("/konto/totrin")
    assert desk.client.get("/konto/totrin.svg").status_code == 404
    page = words(desk.send("/konto/totrin"))
    found = re.search(r"Nøglen: ((?:[A-Z2-7]{4} ?){8})", page)
    assert found is not None
    secret = found[1].replace(" ", "")
    picture = desk.client.get("/konto/totrin.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "no-store" in picture.headers["cache-control"]
    assert picture.text.count("<path") >= 1
    assert "Koden er forkert eller brugt" in words(desk.send("/bekraeft", code="x", status=422))
    page = desk.send("/bekraeft", code=code_of(opened, secret, -1))
    codes = re.findall(r"<code>([a-z0-9-]{14})</code>", page)
    assert len(codes) == 8
    assert codes[0] not in desk.read("/konto/totrin")
    desk.send("/log-ud")
    desk.read("/log-ind?til=/sager")
    desk.send("/log-ind", username="ida", password=PASSWORD)
    assert "Koden er forkert eller brugt" in words(desk.send("/kode", code="x", status=401))
    desk.send("/kode", code=code_of(opened, secret))
    assert desk.path == "/sager"
    assert "Slået til" in words(desk.read("/konto"))
    desk.read("/konto/totrin")
    assert "Koden er forkert" in words(desk.send("/fra", code=codes[0][:-1], status=422))
    assert "Du har 8 koder" in words(desk.page)
    assert "Med totrins-login skriver du" in words(desk.send("/fra", code=codes[0]))


def test_half_a_sign_in_opens_nothing_and_a_made_up_one_begins_anew(
    opened: Office, desk: Desk
) -> None:
    desk.read("/konto/totrin")
    page = words(desk.send("/konto/totrin"))
    found = re.search(r"Nøglen: ((?:[A-Z2-7]{4} ?){8})", page)
    assert found is not None
    desk.send("/bekraeft", code=code_of(opened, found[1].replace(" ", "")))
    desk.send("/log-ud")
    desk.read("/log-ind")
    desk.send("/log-ind", username="ida", password=PASSWORD)
    assert desk.client.get("/sager").status_code == 303
    assert "Det tog for lang tid" in words(desk.send("/kode", half="x", code="1", status=401))
    desk.read("/log-ind")
    desk.send("/log-ind", username="ida", password=PASSWORD)
    for _ in range(5):
        desk.send("/kode", code="x", status=401)
    assert "For mange forkerte forsøg" in words(desk.send("/kode", code="x", status=429))
