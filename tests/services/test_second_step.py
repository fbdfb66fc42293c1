"""The second step: set up by a first code, asked for at each sign-in, and no code used twice."""

import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from argon2 import PasswordHasher

from workflows.records.sign_ins import Account, Way
from workflows.services import signin
from workflows.services.installation import Installation, install, keys_from
from workflows.services.second_step import (
    MOST_WRONG_CODES,
    RECOVERY_CODES,
    WAIT,
    TooManyCodes,
    WrongCode,
    begin_setup,
    confirm_setup,
    drawing,
    own_second_step,
    require_code,
    switch_off,
)
from workflows.services.sessions import own_sessions
from workflows.services.signin import (
    CODE_WITHIN,
    CodeWanted,
    NewOfficer,
    WrongSignIn,
    add_officer,
    officer_by_username,
    one_time_link,
    sign_in,
    sign_in_by_link,
    sign_in_with_code,
    signed_in,
)
from workflows.settings import read_settings

PASSWORD = "hest og vogn og tre træer"
HALF_MINUTE = timedelta(seconds=30)


class Clock:
    """The time of one test."""

    def __init__(self) -> None:
        self.now = datetime(2024, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        """What the clock shows."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(
    database: str, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Installation:
    monkeypatch.setattr(signin, "_hasher", PasswordHasher(time_cost=1, memory_cost=64))
    chosen = read_settings(data=tmp_path, env="test", database_url=database)
    return dataclasses.replace(install(chosen), real_clock=clock)


@pytest.fixture
def maja(house: Installation) -> Account:
    add_officer(house, NewOfficer("maja", "Maja Holt", "maja@norddjurs.example", password=PASSWORD))
    found = officer_by_username(house, "maja")
    assert found is not None
    return found


@dataclasses.dataclass(slots=True)
class Phone:
    """The app that has read the secret."""

    secret: str
    clock: Clock

    def code(self, ahead: timedelta = timedelta()) -> str:
        """What it shows now."""
        return pyotp.TOTP(self.secret).at(self.clock.now + ahead)


def phone_of(house: Installation, officer: Account, clock: Clock) -> Phone:
    begin_setup(house, officer.id)
    return Phone(own_second_step(house, officer).secret, clock)


def set_up(house: Installation, officer: Account, clock: Clock) -> tuple[Phone, tuple[str, ...]]:
    phone = phone_of(house, officer, clock)
    codes = confirm_setup(house, officer.id, phone.code())
    clock.now += HALF_MINUTE
    return phone, codes


def half_of(house: Installation) -> str:
    with pytest.raises(CodeWanted) as asked:
        sign_in(house, "maja", PASSWORD)
    return asked.value.half


def test_nothing_is_asked_for_before_a_first_code_confirmed_the_app(
    house: Installation, maja: Account, clock: Clock
) -> None:
    phone = phone_of(house, maja, clock)
    assert sign_in(house, "maja", PASSWORD)
    with pytest.raises(WrongCode):
        confirm_setup(house, maja.id, "000000" if phone.code() != "000000" else "111111")
    assert sign_in(house, "maja", PASSWORD)
    codes = confirm_setup(house, maja.id, f" {phone.code()[:3]} {phone.code()[3:]} ")
    assert len(set(codes)) == RECOVERY_CODES
    own = own_second_step(house, maja)
    assert (own.secret, own.since, own.codes_left) == ("", clock.now, RECOVERY_CODES)
    assert half_of(house)


def test_a_code_begins_the_session_and_is_used_up(
    house: Installation, maja: Account, clock: Clock
) -> None:
    phone, _ = set_up(house, maja, clock)
    half, code = half_of(house), phone.code()
    here = signed_in(house, sign_in_with_code(house, half, code))
    assert here is not None
    assert here.officer == maja
    assert [one.way for one in own_sessions(house, here)] == [Way.PASSWORD]
    for used in (code, phone.code(-HALF_MINUTE)):
        with pytest.raises(WrongCode):
            sign_in_with_code(house, half_of(house), used)
    assert sign_in_with_code(house, half_of(house), phone.code(HALF_MINUTE))


def test_a_link_asks_for_the_code_too(house: Installation, maja: Account, clock: Clock) -> None:
    phone, _ = set_up(house, maja, clock)
    with pytest.raises(CodeWanted) as asked:
        sign_in_by_link(house, one_time_link(house, maja.id).rpartition("/")[2])
    here = signed_in(house, sign_in_with_code(house, asked.value.half, phone.code()))
    assert here is not None
    assert [one.way for one in own_sessions(house, here)] == [Way.LINK]


def test_half_a_sign_in_ends_and_cannot_be_made_up(
    house: Installation, maja: Account, clock: Clock
) -> None:
    phone, _ = set_up(house, maja, clock)
    half = half_of(house)
    clock.now += CODE_WITHIN
    for wrong in (half, f"x{half}", ""):
        with pytest.raises(WrongSignIn):
            sign_in_with_code(house, wrong, phone.code())


def test_after_some_wrong_codes_the_right_one_waits(
    house: Installation, maja: Account, clock: Clock
) -> None:
    phone, codes = set_up(house, maja, clock)
    for _ in range(MOST_WRONG_CODES):
        with pytest.raises(WrongCode):
            require_code(house, maja.id, "forkert")
    for right in (phone.code(), codes[0]):
        with pytest.raises(TooManyCodes):
            require_code(house, maja.id, right)
    clock.now += WAIT
    with pytest.raises(WrongCode):
        require_code(house, maja.id, "forkert")
    require_code(house, maja.id, phone.code())


def test_a_code_for_a_lost_phone_signs_in_once(
    house: Installation, maja: Account, clock: Clock
) -> None:
    _, codes = set_up(house, maja, clock)
    assert sign_in_with_code(house, half_of(house), codes[0].upper().replace("-", " "))
    assert own_second_step(house, maja).codes_left == RECOVERY_CODES - 1
    with pytest.raises(WrongCode):
        sign_in_with_code(house, half_of(house), codes[0])


def test_it_is_switched_off_with_a_code_alone(
    house: Installation, maja: Account, clock: Clock
) -> None:
    phone, _ = set_up(house, maja, clock)
    with pytest.raises(WrongCode):
        switch_off(house, maja.id, "")
    assert half_of(house)
    switch_off(house, maja.id, phone.code())
    assert sign_in(house, "maja", PASSWORD)
    assert phone_of(house, maja, clock).secret != phone.secret


def test_what_is_set_up_is_not_drawn_anew(house: Installation, maja: Account, clock: Clock) -> None:
    phone, _ = set_up(house, maja, clock)
    begin_setup(house, maja.id)
    assert drawing(house, maja) is None
    require_code(house, maja.id, phone.code())


def test_the_database_alone_has_no_secret(house: Installation, maja: Account, clock: Clock) -> None:
    phone, codes = set_up(house, maja, clock)
    with house.database.connect() as connection:
        rows = [
            str(row)
            for table in ("second_steps", "recovery_codes")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
        ]
    assert len(rows) == 1 + RECOVERY_CODES
    assert not [one for one in (phone.secret, *codes) if one in "".join(rows)]
    other = dataclasses.replace(house, keys=keys_from("another key"))
    with pytest.raises(WrongCode):
        require_code(other, maja.id, phone.code())
