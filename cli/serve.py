"""`sagsgang serve`: everything that an installation needs, as children of one process."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from threading import Thread

import click

import definitions
from cli.endings import end_when_asked, wait
from cli.folders import Folder
from cli.serving.chosen_broker import must_answer
from cli.serving.first_start import first_start
from cli.serving.installation import address_of, installation_running
from cli.serving.lock import served_alone
from cli.serving.ports import must_be_free
from cli.serving.supervisor import GRACE_SECONDS
from cli.serving.welcome import greeting
from cli.streams import let_go_of
from cli.wording import house as say
from workflows.data_folder import make_private
from workflows.engine.errors import EnvironmentMissing
from workflows.services.anchoring import anchor, anchor_again
from workflows.services.cases import reused_versions
from workflows.services.installation import install
from workflows.services.starting import installed
from workflows.services.travelling import is_in_use
from workflows.settings import Settings, read_settings

TOLD = (0, 2, 3)
"""Exit codes of our commands that need no word of ours: they have said the reason, if any."""

_ANCHOR_SECONDS = 1.0
"""For the anchors at the end; what is not written by then is at the next start."""

_LOOK_SECONDS = 0.05
"""Between two looks whether a command of ours has ended."""


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--data", type=Folder(), help="Datamappen.")
def serve(port: int, data: Path | None) -> None:
    """Kør hele installationen på denne maskine; en tom datamappe får demoen at se først."""
    chosen = read_settings() if data is None else read_settings(data=data)
    must_be_free(port)
    must_answer(chosen)
    end_when_asked(as_done=True)
    make_private(chosen.data)
    with served_alone(chosen.data, address_of(chosen, port)):
        _prepare(chosen, port)
        try:
            with installation_running(chosen, port, tell=_tell) as running:
                for line in greeting(running):
                    _tell(line)
                wait()
        finally:
            _anchor_in_time(chosen)


def _prepare(chosen: Settings, port: int) -> None:
    """Bring the database up to date; at a first start, play the demo too.

    What the journals have come to is kept outside the database before anybody acts.
    """
    # Faulty definitions are told before the schema moves: the old version could run on.
    definitions.read(chosen.definitions)
    with first_start(chosen, tell=_tell) as is_first:
        _run(chosen, "migrate")
        if is_first and not is_in_use(install(chosen)):
            _run(chosen, "demo", "--data", str(chosen.data), "--port", str(port))
    for line in reused_versions(installed(chosen)):
        _tell(say.calendar_is_short(line))
    anchor_again(installed(chosen))


def _anchor_in_time(chosen: Settings) -> None:
    """Keep outside what the journals have come to, unless the database keeps us from ending."""

    def work() -> None:
        with suppress(EnvironmentMissing):
            anchor(installed(chosen), rhythm=timedelta())

    anchoring = Thread(target=work, daemon=True)
    anchoring.start()
    anchoring.join(_ANCHOR_SECONDS)


def _run(chosen: Settings, *words: str) -> None:
    """Run another of our commands to its end; when it fails, so do we, with its exit code."""
    command = subprocess.Popen(
        [sys.executable, "-m", "cli.serving.leash", sys.executable, "-m", "cli.app", *words],
        stdin=subprocess.DEVNULL,
        env=os.environ | chosen.as_environment(),
        process_group=0,
    )
    try:
        while (code := command.poll()) is None:
            wait(_LOOK_SECONDS)
    finally:
        # Asked first, for it has children of its own to end.
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            command.send_signal(signal.SIGINT)
            command.wait(GRACE_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(command.pid, signal.SIGKILL)
        command.wait()
    if code not in TOLD:
        _tell(say.command_failed(" ".join(words)))
    if code:
        sys.exit(code if code > 0 else 1)


def _tell(line: str) -> None:
    """Print a line; that nobody reads it any more is no reason to stop serving."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        let_go_of(sys.stdout)
