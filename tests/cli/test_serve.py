"""`sagsgang serve` as a person runs it: alone on its folder, private, and gone when asked."""

import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import psutil
import pytest

from cli.serving.lock import LOCK
from cli.serving.ports import HOST, free_port
from tests.waiting import until
from workflows.engine.facts import Actor
from workflows.services.anchoring import anchored
from workflows.services.cases import NewCase, open_case
from workflows.services.installation import Installation
from workflows.services.signin import NewOfficer, add_officer
from workflows.services.starting import installed, keep_key
from workflows.services.travelling import clock_of, stand_still_at
from workflows.settings import read_settings

UP_WITHIN = 60
ENDED_WITHIN = 10
MAJA = ["officer", "add", "maja", "--name", "Maja Holt", "--email", "maja@norddjurs.example"]


@dataclass(frozen=True, slots=True)
class Served:
    """One `serve` that was started."""

    process: subprocess.Popen[bytes]
    output: Path

    def says(self, text: str) -> str:
        """All that it has said, once the text is among it."""

        def told() -> str:
            assert self.process.poll() is None, self.output.read_text()
            return self.output.read_text() if text in self.output.read_text() else ""

        return until(told, UP_WITHIN)

    def family(self) -> list[psutil.Process]:
        """It and all that it has started."""
        me = psutil.Process(self.process.pid)
        return [me, *me.children(recursive=True)]

    def ends(self, how: signal.Signals) -> int:
        """Its exit code, when it and all that it started have ended in time."""
        family = self.family()
        asked = time.monotonic()
        self.process.send_signal(how)
        try:
            code = self.process.wait(ENDED_WITHIN)
        except subprocess.TimeoutExpired:
            pytest.fail(f"still running: {self.output.read_text()}")
        left = ENDED_WITHIN - (time.monotonic() - asked)
        assert psutil.wait_procs(family, left)[1] == []
        return code


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def begun_before(var: Path, sqlite_model: Path) -> Path:
    """A data folder that is no longer empty, so that no demo is played into it."""
    var.mkdir(mode=0o700)
    shutil.copy(sqlite_model, var / "sagsgang.db")
    keep_key(read_settings(env="development", data=var))
    return var


def environment(var: Path, **more: str) -> dict[str, str]:
    return os.environ | {"SAGSGANG_ENV": "development", "SAGSGANG_DATA": str(var)} | more


def sagsgang(var: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli.app", *words],
        env=environment(var, **more), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@contextmanager
def served(var: Path, port: int, **more: str) -> Iterator[Served]:
    """`serve` with no terminal, and an end to it whatever the test comes to."""
    with begun(var, "serve", "--port", str(port), **more) as serve:
        yield serve


@contextmanager
def begun(var: Path, *words: str, **more: str) -> Iterator[Served]:
    """A command with no terminal, and an end to it whatever the test comes to."""
    output = var.parent / "said.txt"
    with output.open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "cli.app", *words],
            env=environment(var, **more),
            stdout=said, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        yield Served(process, output)
    finally:
        with suppress(subprocess.TimeoutExpired):
            process.terminate()
            process.wait(2 * ENDED_WITHIN)
        process.kill()
        process.wait()


def test_a_folder_is_served_once_to_its_owner_alone_at_an_address_others_are_told(
    var: Path,
) -> None:
    var.mkdir(mode=0o755)
    assert sagsgang(var, "migrate").returncode == 0
    before = sagsgang(var, *MAJA)
    assert re.fullmatch(r"/log-ind/\S+\n", before.stdout)
    assert "adresse" in before.stderr
    port = free_port()
    with served(var, port) as serve:
        serve.says("Data og log")
        _is_private(var)
        second = sagsgang(var, "serve", "--port", str(free_port()))
        assert (second.returncode, second.stdout) == (3, "")
        (line,) = second.stderr.splitlines()
        assert f"kører allerede på http://127.0.0.1:{port}" in line
        bo = sagsgang(var, "officer", "add", "bo", "--name", "Bo Dam", "--email", "bo@x.example")
        link = bo.stdout.strip()
        assert link.startswith(f"http://127.0.0.1:{port}/log-ind/")
        assert httpx.get(link).status_code == 200
        assert serve.ends(signal.SIGTERM) == 0


def _is_private(var: Path) -> None:
    assert stat.S_IMODE(var.stat().st_mode) == 0o700
    assert [path.name for path in var.rglob("*") if path.lstat().st_mode & 0o077] == []


def test_a_serve_that_was_killed_lets_go_and_the_next_ends_in_order_with_a_frozen_broker(
    begun_before: Path,
) -> None:
    """What is told at its start, and anchored at its end, is looked at in the same run."""
    house = installed_in(begun_before)
    stand_still_at(house, datetime(2023, 11, 15, 7, tzinfo=UTC))
    note = "Bemærk: uret står stille på 15-11-2023 kl. 08.00; intet forfalder af sig selv"
    with served(begun_before, free_port()) as serve:
        until(lambda: (begun_before / LOCK).exists() and (begun_before / LOCK).read_text())
        serve.process.kill()
        serve.process.wait()
    swept = sagsgang(begun_before, "sweep", "--once", "--json")
    assert (swept.returncode, swept.stderr) == (0, f"{note}\n")
    with served(begun_before, free_port()) as serve:
        assert note in serve.says("Data og log")
        officer = add_officer(house, NewOfficer("maja", "Maja Holt", "maja@norddjurs.example"))
        new = NewCase("Strategi", "politisk-sag", "KB", number="26/1")
        case = open_case(house, new, officer, Actor("officer", "Maja Holt", officer))
        (broker,) = [one for one in serve.family() if "valkey" in one.name()]
        broker.suspend()
        assert serve.ends(signal.SIGTERM) == 0
    assert [head.seq for head in anchored(house).heads[case]] == [1]


def test_ctrl_c_during_the_demo_ends_all_of_it_and_leaves_the_folder_empty(var: Path) -> None:
    with served(var, free_port()) as serve:
        told = serve.says("[ 3/")
        assert serve.ends(signal.SIGINT) == 0
    assert re.match(r"(?s).*^\[ 1/\d+\] [^\r\x1b]+\n\[ 2/", told, re.MULTILINE)
    assert {path.name for path in var.iterdir()} <= {"log", LOCK}
    assert "Traceback" not in serve.output.read_text()


def test_an_interrupted_demo_gives_the_clock_back(var: Path) -> None:
    with begun(var, "demo", "--data", str(var)) as demo:
        demo.says("[ 3/")
        assert demo.ends(signal.SIGTERM) == 128 + signal.SIGTERM
    assert "Demoen er afbrudt" in demo.output.read_text()
    assert clock_of(installed_in(var)) is None


def installed_in(var: Path) -> Installation:
    return installed(read_settings(env="development", data=var))


def test_ctrl_c_during_the_demo_leaves_a_database_outside_the_folder_with_its_key(
    var: Path, postgres: str
) -> None:
    outside = {"SAGSGANG_DATABASE_URL": postgres}
    with served(var, free_port(), **outside) as serve:
        serve.says("[ 3/")
        assert serve.ends(signal.SIGINT) == 0
    assert "Begynd forfra med en tom database" in serve.output.read_text()
    verified = sagsgang(var, "verify", **outside)
    assert (verified.returncode, verified.stderr) == (0, "")
    assert clock_of(installed(read_settings(data=var, database_url=postgres))) is None


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_broker_that_does_not_answer_is_told_before_anything_is_begun(
    var: Path, command: str
) -> None:
    url = f"redis://bo:hemmelig@{HOST}:{free_port()}/0"
    refused = sagsgang(var, command, "--data", str(var), SAGSGANG_BROKER_URL=url)
    assert (refused.returncode, refused.stdout) == (3, "")
    (line,) = refused.stderr.splitlines()
    assert line.startswith("SAGSGANG_BROKER_URL: redis://bo:***@127.0.0.1:")
    assert "svarer ikke" in line
    assert not var.exists()
