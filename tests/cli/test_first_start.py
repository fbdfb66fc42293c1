"""The first start of a folder: what it leaves when it fails, is killed, or has just ended."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.serving.first_start import MARK, carried_through, first_start
from cli.serving.welcome import greeting
from workflows.engine.facts import Actor
from workflows.services.cases import NewCase, open_case
from workflows.services.signin import NewOfficer, add_officer
from workflows.services.starting import installed, keep_key
from workflows.services.travelling import clock_of, stand_still_at
from workflows.settings import Settings, read_settings

MAJA = NewOfficer("maja", "Maja Holt", "maja@norddjurs.example")
A_DAY = datetime(2023, 11, 15, 7, tzinfo=UTC)


@pytest.fixture
def empty(tmp_path: Path) -> Settings:
    """An installation whose data folder holds nothing but what a `serve` lays there first."""
    data = tmp_path / "data"
    (data / "log").mkdir(parents=True)
    (data / "serve.lock").touch()
    return read_settings(env="development", data=data)


def held(chosen: Settings) -> set[str]:
    return {path.name for path in chosen.data.iterdir()}


def tell_half(chosen: Settings, model: Path | None = None) -> None:
    """As far as a demo comes that is broken off: a case, and a clock that stands still."""
    if model:
        shutil.copy(model, chosen.data / "sagsgang.db")
    keep_key(chosen)
    (chosen.data / "mail").mkdir()
    house = installed(chosen)
    officer = add_officer(house, MAJA)
    new = NewCase("Strategi", "politisk-sag", "KB", number="26/1")
    open_case(house, new, officer, Actor("officer", MAJA.name, officer))
    stand_still_at(house, A_DAY)
    house.database.dispose()


def killed_in(chosen: Settings) -> None:
    """What a first start leaves that had no time to tidy up."""
    (chosen.data / MARK).touch()


def start(chosen: Settings, work: Callable[[], None], fault: type[BaseException]) -> None:
    """A start that comes to a fault."""
    with pytest.raises(fault), first_start(chosen, print):
        work()


@pytest.mark.parametrize("fault", [ValueError("en fejl i definitionerne"), SystemExit(2)])
def test_a_first_start_that_fails_is_a_first_start_again_next_time(
    empty: Settings, sqlite_model: Path, fault: BaseException
) -> None:
    def begin() -> None:
        tell_half(empty, sqlite_model)
        raise fault

    start(empty, begin, type(fault))
    assert held(empty) == {"log", "serve.lock"}
    again = read_settings(env="development", data=empty.data)
    with first_start(again, print) as is_first:
        assert is_first
        tell_half(again, sqlite_model)
    with first_start(empty, print) as is_first:
        assert not is_first
    assert MARK not in held(empty)
    assert "sagsgang.db" in held(empty)


def test_what_a_killed_first_start_left_is_begun_anew(empty: Settings, sqlite_model: Path) -> None:
    tell_half(empty, sqlite_model)
    killed_in(empty)
    with first_start(empty, print) as is_first:
        assert is_first
        assert held(empty) == {"log", "serve.lock", MARK}


def test_a_demo_that_has_ended_stays_when_its_serve_is_asked_to_end(
    empty: Settings, sqlite_model: Path
) -> None:
    def play() -> None:
        tell_half(empty, sqlite_model)
        carried_through(empty.data)
        raise SystemExit(0)

    start(empty, play, SystemExit)
    assert {"sagsgang.db", "secret.key", "mail"} <= held(empty)


def test_a_folder_that_holds_something_is_not_taken_back(empty: Settings) -> None:
    (empty.data / "noter.txt").write_text("mine")

    def fail() -> None:
        raise SystemExit(2)

    start(empty, fail, SystemExit)
    assert "noter.txt" in held(empty)


def test_in_production_nothing_is_marked_and_nothing_dropped(
    empty: Settings, sqlite_model: Path
) -> None:
    tell_half(empty, sqlite_model)
    killed_in(empty)
    real = read_settings(env="production", data=empty.data, SAGSGANG_SECRET_KEY="k" * 64)
    with first_start(real, print) as is_first:
        assert not is_first
    assert "sagsgang.db" in held(real)


def test_half_a_story_in_a_database_outside_the_folder_stays_and_what_to_do_is_told(
    empty: Settings, database: str
) -> None:
    outside = read_settings(env="development", data=empty.data, database_url=database)
    tell_half(outside)
    killed_in(outside)
    told: list[str] = []
    with first_start(outside, told.append) as is_first:
        assert not is_first
    assert len(told) == 1
    assert "Begynd forfra med en tom database og en tom mappe" in told[0]
    assert {"secret.key", "mail"} <= held(outside)
    assert clock_of(installed(outside)) is None
    with first_start(outside, told.append) as is_first:
        assert not is_first
    assert len(told) == 1, "it is told once"


def test_a_database_outside_that_nothing_was_told_into_gets_its_first_start(
    empty: Settings, database: str
) -> None:
    outside = read_settings(env="development", data=empty.data, database_url=database)

    def fail() -> None:
        keep_key(outside)
        raise SystemExit(2)

    start(outside, fail, SystemExit)
    with first_start(outside, print) as is_first:
        assert is_first
    assert "secret.key" in held(outside)


def test_the_greeting_says_how_to_make_an_officer_until_there_is_one(
    empty: Settings, sqlite_model: Path
) -> None:
    shutil.copy(sqlite_model, empty.data / "sagsgang.db")
    keep_key(empty)
    (how,) = [line for line in greeting(empty) if "officer add" in line]
    assert f"SAGSGANG_DATA={empty.data} " in how
    house = installed(empty)
    add_officer(house, MAJA)
    house.database.dispose()
    assert "officer add" not in "\n".join(greeting(empty))
