"""Signing in: passwords, one-time links, sessions, and what is kept of their secrets."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from workflows.engine.errors import WrongInput
from workflows.records.sign_ins import Way
from workflows.services import signin
from workflows.services.installation import Installation, install
from workflows.services.sessions import own_sessions, sign_out_everywhere
from workflows.services.signin import (
    LINK_LASTS,
    LONGEST_PASSWORD,
    SESSION_LASTS,
    NewOfficer,
    WrongSignIn,
    add_officer,
    link_works,
    one_time_link,
    sign_in,
    sign_in_by_link,
    sign_out,
    signed_in,
)
from workflows.services.wrong_tries import FAILURES_COUNT_FOR, MOST_FAILURES, TooManyTries
from workflows.settings import read_settings

PASSWORD = "hest og vogn og tre træer"
NEW = NewOfficer("Maja", " Maja  Holt ", "maja@norddjurs.example", password=PASSWORD)


class Clock:
    """The time of one test."""

    def __init__(self) -> None:
        self.now = datetime(2024, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        """What the clock shows."""
        return self.now


@pytest.fixture(autouse=True)
def quick_to_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes a guess dear makes these tests slow: the same hash, with less of it."""
    monkeypatch.setattr(signin, "_hasher", PasswordHasher(time_cost=1, memory_cost=64))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(database: str, tmp_path: Path, clock: Clock) -> Installation:
    chosen = read_settings(data=tmp_path, env="test", database_url=database)
    return dataclasses.replace(install(chosen), real_clock=clock)


def secret_of(link: str) -> str:
    return urlsplit(link).path.removeprefix("/log-ind/")


def name_of(house: Installation, session: str) -> str | None:
    found = signed_in(house, session)
    return found.officer.name if found else None


def test_sessions_are_told_with_their_way_until_they_end(house: Installation, clock: Clock) -> None:
    officer = add_officer(house, NEW)
    add_officer(house, dataclasses.replace(NEW, username="bo", email="bo@norddjurs.example"))
    sign_in(house, "bo", PASSWORD)
    begun = clock.now
    sign_in(house, "maja", PASSWORD)
    clock.now += timedelta(hours=1)
    link = sign_in_by_link(house, secret_of(one_time_link(house, officer)))
    here = signed_in(house, link)
    assert here is not None
    told = [(one.since, one.way, one.is_this) for one in own_sessions(house, here)]
    assert told == [(clock.now, Way.LINK, True), (begun, Way.PASSWORD, False)]
    clock.now = begun + SESSION_LASTS
    assert [one.way for one in own_sessions(house, here)] == [Way.LINK]
    sign_out_everywhere(house, officer)
    assert own_sessions(house, here) == []
    assert signed_in(house, link) is None


def test_a_session_of_before_its_way_was_noted_is_told_too(house: Installation) -> None:
    add_officer(house, NEW)
    session = sign_in(house, "maja", PASSWORD)
    with house.database.begin() as connection:
        connection.execute(text("UPDATE sign_ins SET way = NULL"))
    here = signed_in(house, session)
    assert here is not None
    assert [one.way for one in own_sessions(house, here)] == [None]


def test_a_password_begins_a_session_that_ends_with_the_day(
    house: Installation, clock: Clock
) -> None:
    add_officer(house, NEW)
    session = sign_in(house, " MAJA ", PASSWORD)
    assert name_of(house, session) == "Maja Holt"
    clock.now += SESSION_LASTS - timedelta(seconds=1)
    assert name_of(house, session) == "Maja Holt"
    clock.now += timedelta(seconds=1)
    assert name_of(house, session) is None


def test_signing_out_ends_the_session_on_the_server(house: Installation) -> None:
    add_officer(house, NEW)
    one, other = sign_in(house, "maja", PASSWORD), sign_in(house, "maja", PASSWORD)
    sign_out(house, one)
    assert name_of(house, one) is None
    assert name_of(house, other) == "Maja Holt"


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("maja", "forkert kodeord"),
        ("maja", ""),
        ("maja", PASSWORD.upper()),
        ("maja", "x" * (LONGEST_PASSWORD + 1)),
        ("maja", "\ud800"),
        ("nogen", PASSWORD),
        ("", PASSWORD),
        ("bo", PASSWORD),
        ("bo", ""),
    ],
)
def test_what_does_not_fit_signs_nobody_in(
    house: Installation, username: str, password: str
) -> None:
    add_officer(house, NEW)
    add_officer(house, NewOfficer("bo", "Bo Bilde", "bo@norddjurs.example"))
    with pytest.raises(WrongSignIn):
        sign_in(house, username, password)


def test_after_five_wrong_tries_even_the_right_password_has_to_wait(
    house: Installation, clock: Clock
) -> None:
    add_officer(house, NEW)
    for _ in range(MOST_FAILURES):
        with pytest.raises(WrongSignIn):
            sign_in(house, "maja", "forkert kodeord")
    with pytest.raises(TooManyTries):
        sign_in(house, "maja", PASSWORD)
    with pytest.raises(WrongSignIn):
        sign_in(house, "en-anden", "forkert kodeord")
    clock.now += FAILURES_COUNT_FOR
    assert name_of(house, sign_in(house, "maja", PASSWORD)) == "Maja Holt"


def test_a_link_signs_in_once(house: Installation) -> None:
    link = one_time_link(house, add_officer(house, NEW))
    assert link.startswith("http://127.0.0.1:8000/log-ind/")
    assert link_works(house, secret_of(link))
    assert name_of(house, sign_in_by_link(house, secret_of(link))) == "Maja Holt"
    assert not link_works(house, secret_of(link))
    with pytest.raises(WrongSignIn):
        sign_in_by_link(house, secret_of(link))


def test_looking_at_a_link_does_not_use_it(house: Installation) -> None:
    secret = secret_of(one_time_link(house, add_officer(house, NEW)))
    assert all(link_works(house, secret) for _ in range(20))
    sign_in_by_link(house, secret)


def test_a_link_is_good_for_a_day(house: Installation, clock: Clock) -> None:
    secret = secret_of(one_time_link(house, add_officer(house, NEW)))
    clock.now += LINK_LASTS
    assert not link_works(house, secret)
    with pytest.raises(WrongSignIn):
        sign_in_by_link(house, secret)


@pytest.mark.parametrize("secret", ["", "x", "\ud800", "æøå" * 1000])
def test_garbage_is_no_link_and_no_session(house: Installation, secret: str) -> None:
    assert not link_works(house, secret)
    assert signed_in(house, secret) is None
    with pytest.raises(WrongSignIn):
        sign_in_by_link(house, secret)


def test_the_database_holds_no_secret(house: Installation) -> None:
    officer = add_officer(house, NEW)
    secrets = [
        PASSWORD,
        sign_in(house, "maja", PASSWORD),
        secret_of(one_time_link(house, officer)),
    ]
    with house.database.connect() as connection:
        kept = [
            str(row)
            for table in ("officers", "sign_ins", "one_time_links")
            for row in connection.execute(text(f"SELECT * FROM {table}"))
        ]
    assert len(kept) == 3
    assert not [secret for secret in secrets for row in kept if secret in row]


def test_each_session_has_a_form_key_of_its_own(house: Installation) -> None:
    add_officer(house, NEW)
    found = [signed_in(house, sign_in(house, "maja", PASSWORD)) for _ in range(2)]
    keys = {one.form_key for one in found if one is not None}
    assert len(keys) == 2


def _changed(**given: object) -> Callable[[], NewOfficer]:
    return lambda: dataclasses.replace(NEW, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (_changed(username="to ord"), "brugernavnet"),
        (_changed(username=""), "brugernavnet"),
        (_changed(username="maja\x00"), "brugernavnet"),
        (_changed(name=" "), "navnet"),
        (_changed(name="Maja\nHolt"), "navnet"),
        (_changed(email="maja@a.dk\r\nBcc: x@y.dk"), "mailadressen"),
        (_changed(email="maja"), "mailadressen"),
        (_changed(phone="1\x00"), "telefonnummeret"),
        (_changed(password="kort"), "adgangskoden"),
        (_changed(password="x" * 257), "adgangskoden"),
    ],
)
def test_an_account_that_will_not_do_is_refused(
    house: Installation, new: Callable[[], NewOfficer], said: str
) -> None:
    with pytest.raises(WrongInput, match=said):
        add_officer(house, new())


def test_every_fault_of_an_account_is_told_and_no_name_is_used_twice(house: Installation) -> None:
    with pytest.raises(WrongInput) as refused:
        add_officer(house, NewOfficer("", "", "", password="x"))
    assert len(str(refused.value).splitlines()) == 4
    add_officer(house, NEW)
    with pytest.raises(WrongInput, match="taget"):
        add_officer(house, dataclasses.replace(NEW, username="mAJA"))
