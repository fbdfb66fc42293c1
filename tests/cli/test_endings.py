"""Being asked to end is never lost, wherever the signal comes in."""

import signal
import subprocess
import sys
import time

import pytest

SWALLOWED = """
import os, signal
from cli.endings import end_when_asked, wait

class Dropped:
    def __del__(self):
        for number in {signals}:
            os.kill(os.getpid(), number)
            for _ in range(1000):
                pass

end_when_asked(as_done=False)
try:
    dropped = Dropped()
    del dropped
    wait(30)
finally:
    os.kill(os.getpid(), signal.SIGTERM)
    print("tidied up")
"""
"""A signal that comes in where Python lets no exception out, and one more while tidying up."""

BUSY = """
import time
from cli.endings import end_when_asked

end_when_asked(as_done=True)
print("busy", flush=True)
try:
    time.sleep(30)
finally:
    print("tidied up")
"""


def program(text: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("signals", ["[signal.SIGTERM]", "[signal.SIGTERM, signal.SIGINT]"])
def test_what_a_library_swallows_is_seen_at_the_next_wait(signals: str) -> None:
    ended = program(SWALLOWED.format(signals=signals))
    assert ended.communicate(timeout=20)[0] == "tidied up\n"
    assert ended.returncode == 128 + signal.SIGTERM


@pytest.mark.parametrize("times", [1, 2])
def test_who_never_waits_is_broken_off_at_the_second_signal_or_soon(times: int) -> None:
    busy = program(BUSY)
    assert busy.stdout is not None
    assert busy.stdout.readline() == "busy\n"
    asked = time.monotonic()
    for _ in range(times):
        busy.send_signal(signal.SIGINT)
    assert busy.communicate(timeout=20)[0] == "tidied up\n"
    assert time.monotonic() - asked < 20
    assert busy.returncode == 0
