"""Children are kept running, and none outlives the supervisor, however it ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from cli.serving.supervisor import Child, kept_running
from tests.waiting import until

SAYS_ITS_PID = "import os, sys, time; print(os.getpid(), flush=True);"
WAITS = "time.sleep(600)"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);"


def child(code: str, name: str = "barn") -> Child:
    return Child(name, (sys.executable, "-c", code))


def pids(logs: Path, name: str = "barn") -> list[int]:
    log = logs / f"{name}.log"
    return [int(line) for line in log.read_text().split()] if log.exists() else []


def newest(logs: Path, at_least: int, name: str = "barn") -> int:
    until(lambda: len(pids(logs, name)) >= at_least)
    return pids(logs, name)[-1]


def gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_a_killed_child_is_started_again_and_the_others_are_left_alone(tmp_path: Path) -> None:
    told: list[str] = []
    children = [child(SAYS_ITS_PID + WAITS, name) for name in ("a", "b")]
    with kept_running(children, environment=os.environ, logs=tmp_path, tell=told.append):
        other = newest(tmp_path, 1, "b")
        first = newest(tmp_path, 1, "a")
        os.kill(first, signal.SIGKILL)
        second = newest(tmp_path, 2, "a")
        assert second != first
        assert pids(tmp_path, "b") == [other]
    assert gone(second)
    assert gone(other)
    assert len(told) == 1
    assert told[0].startswith("a stoppede (SIGKILL) og startes igen")


def test_a_child_that_keeps_failing_is_tried_again_with_growing_pauses(tmp_path: Path) -> None:
    told: list[tuple[float, str]] = []
    with kept_running(
        [child(SAYS_ITS_PID + "sys.exit(7)")],
        environment=os.environ,
        logs=tmp_path,
        tell=lambda line: told.append((time.monotonic(), line)),
    ):
        until(lambda: len(told) >= 4)
    assert "kode 7" in told[0][1]
    assert told[3][0] - told[2][0] > 0.4


def test_what_does_not_end_when_asked_is_killed_in_time(tmp_path: Path) -> None:
    with kept_running(
        [child(DEAF + SAYS_ITS_PID + WAITS)],
        environment=os.environ,
        logs=tmp_path,
        tell=print,
        grace=0.5,
    ):
        pid = newest(tmp_path, 1)
        asked = time.monotonic()
    assert gone(pid)
    assert 0.4 < time.monotonic() - asked < 5


NOTES_ITS_END = (
    "import os, signal, sys, time;"
    "signal.signal(signal.SIGTERM, lambda *_: sys.exit(print(time.monotonic_ns(), flush=True)));"
)


def test_what_is_beneath_ends_after_the_others(tmp_path: Path) -> None:
    upper, lower = (child(NOTES_ITS_END + SAYS_ITS_PID + WAITS, name) for name in ("a", "b"))
    with kept_running([upper], beneath=[lower], environment=os.environ, logs=tmp_path, tell=print):
        newest(tmp_path, 1, "a")
        newest(tmp_path, 1, "b")
    assert newest(tmp_path, 2, "a") < newest(tmp_path, 2, "b")


def test_all_of_them_have_one_grace_together(tmp_path: Path) -> None:
    deaf = [child(DEAF + SAYS_ITS_PID + WAITS, name) for name in ("a", "b")]
    with kept_running(
        deaf[:1], beneath=deaf[1:], environment=os.environ, logs=tmp_path, tell=print, grace=2
    ):
        both = [newest(tmp_path, 1, name) for name in ("a", "b")]
        asked = time.monotonic()
    assert time.monotonic() - asked < 3.5
    assert all(map(gone, both))


def test_grandchildren_go_with_the_child_that_left_them(tmp_path: Path) -> None:
    deaf = DEAF + SAYS_ITS_PID + WAITS
    parent = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {deaf!r}]);"
    with kept_running([child(parent + WAITS)], environment=os.environ, logs=tmp_path, tell=print):
        pid = newest(tmp_path, 1)
        psutil.Process(psutil.Process(pid).ppid()).kill()
        until(lambda: gone(pid))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_a_killed_supervisor_leaves_nobody_behind(tmp_path: Path) -> None:
    program = (
        "import os, sys, time; from pathlib import Path;"
        "from cli.serving.supervisor import Child, kept_running\n"
        f"child = Child('barn', (sys.executable, '-c', {SAYS_ITS_PID + WAITS!r}))\n"
        f"logs = Path({str(tmp_path)!r})\n"
        "with kept_running([child], environment=os.environ, logs=logs, tell=print):\n"
        "    time.sleep(600)\n"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", program])
    pid = newest(tmp_path, 1)
    supervisor.kill()
    supervisor.wait()
    until(lambda: gone(pid))
