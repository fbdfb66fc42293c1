"""The `sagsgang` command: its subcommands, and how every fault becomes an exit code."""

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

import click

from cli.streams import let_go_of
from cli.wording import house as say
from cli.wording.commands import SUMMARIES
from cli.wording.help_texts import DanishHelp
from cli.wording.system_faults import in_words
from cli.wording.usage import in_danish
from workflows.data_folder import OTHERS_MAY_NOT
from workflows.engine.errors import EngineError, EnvironmentMissing
from workflows.engine.faults import is_text, printable

DONE = 0
WRONG_INPUT = 2
NO_ENVIRONMENT = 3
INTERRUPTED = 130
NOBODY_READS = 141
"""As of a program that the system ended for writing to a closed pipe: 128 + SIGPIPE."""

COMMANDS: Mapping[str, str] = {
    "check": "cli.check",
    "deadline": "cli.deadline",
    "definitions": "cli.definition_versions",
    "demo": "cli.demo",
    "doctor": "cli.doctor",
    "erase": "cli.erase",
    "export": "cli.export",
    "import": "cli.importing",
    "migrate": "cli.migrate",
    "officer": "cli.officer",
    "outbox": "cli.outbox",
    "replay": "cli.journal",
    "route": "cli.route",
    "serve": "cli.serve",
    "sweep": "cli.sweep",
    "timetable": "cli.timetable",
    "token": "cli.token",
    "verify": "cli.journal",
}
"""The module that each command stands in, under its own name."""


class Commands(click.Group):
    """Imports a command when it is called, for all of them together take a second."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order that help shows them."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = COMMANDS[cmd_name]
        # A function cannot be called "import".
        name = "import_" if cmd_name == "import" else cmd_name
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, for which none of them need be imported."""
        with formatter.section("Kommandoer"):
            formatter.write_dl([(name, SUMMARIES[name]) for name in self.list_commands(ctx)])


click.Context.formatter_class = DanishHelp


@click.command(cls=Commands)
def sagsgang() -> None:
    """Sager, høringer og møder i en dansk kommune, fra udkast til beslutning."""


def main() -> None:
    """The console script; what it writes to files is for their owner alone."""
    os.umask(OTHERS_MAY_NOT)
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """The exit code of one command line, with one line on stderr for each fault.

    0 done, 1 a check found something, 2 wrong input, 3 the database, the broker or a port is
    missing, 130 interrupted, 141 nobody reads what is written any more.
    """
    try:
        code = _answered(words)
        # Python has no stdout where the shell closed it, and what was written is gone.
        return NOBODY_READS if code == DONE and sys.stdout is None else code
    except BrokenPipeError:
        let_go_of(sys.stdout)
        let_go_of(sys.stderr)
        return NOBODY_READS


def _answered(words: Sequence[str]) -> int:
    for word in words:
        if not is_text(word):
            shown = printable(word.encode(errors="backslashreplace").decode())
            return _told(say.is_not_utf8(shown), WRONG_INPUT)
    try:
        # Not click's own main(), for which a closed pipe is a 1.
        with sagsgang.make_context("sagsgang", list(words)) as context:
            code = sagsgang.invoke(context)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.exceptions.NoArgsIsHelpError as fault:
        fault.show()
        return WRONG_INPUT
    except click.ClickException as fault:
        return _told(in_danish(fault), WRONG_INPUT)
    except (click.Abort, EOFError, KeyboardInterrupt):
        return INTERRUPTED
    except EnvironmentMissing as fault:
        return _told(str(fault), NO_ENVIRONMENT)
    except EngineError as fault:
        return _told(str(fault), WRONG_INPUT)
    except BrokenPipeError:
        raise
    except OSError as fault:
        let_go_of(sys.stdout)
        return _told(in_words(fault), NO_ENVIRONMENT)
    except Exception as fault:
        # Imported now, for most commands that come so far have no database at all.
        said = import_module("cli.wording.database_faults").in_words(fault)
        if said is None:
            raise
        return _told(said, NO_ENVIRONMENT)
    return code if isinstance(code, int) else DONE


def _told(faults: str, code: int) -> int:
    for line in faults.splitlines():
        click.echo(line, err=True)
    return code


if __name__ == "__main__":
    main()
