"""The `sagsgang` command: its subcommands, and how every fault becomes an exit code."""

import sys
from collections.abc import Sequence

import click

from cli.check import check
from cli.deadline import deadline
from cli.demo import demo
from cli.journal import replay, verify
from cli.migrate import migrate
from cli.officer import officer
from cli.route import route
from cli.serve import serve
from cli.sweep import sweep
from cli.token import token
from workflows.engine.errors import EngineError, EnvironmentMissing

DONE = 0
WRONG_INPUT = 2
NO_ENVIRONMENT = 3
INTERRUPTED = 130


@click.group()
def sagsgang() -> None:
    """Sager, høringer og møder i en dansk kommune, fra udkast til beslutning."""


for command in (
    check,
    deadline,
    demo,
    migrate,
    officer,
    replay,
    route,
    serve,
    sweep,
    token,
    verify,
):
    sagsgang.add_command(command)


def main() -> None:
    """The console script."""
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """The exit code of one command line, with one line on stderr for each fault.

    0 done, 1 a check found something, 2 wrong input, 3 the database, the broker or a port is
    missing.
    """
    try:
        code = sagsgang.main(args=list(words), prog_name="sagsgang", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as fault:
        fault.show()
        return WRONG_INPUT
    except click.ClickException as fault:
        return _told(fault.format_message(), WRONG_INPUT)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except EnvironmentMissing as fault:
        return _told(str(fault), NO_ENVIRONMENT)
    except EngineError as fault:
        return _told(str(fault), WRONG_INPUT)
    except OSError as fault:
        return _told(str(fault), NO_ENVIRONMENT)
    return code if isinstance(code, int) else DONE


def _told(faults: str, code: int) -> int:
    for line in faults.splitlines():
        click.echo(line, err=True)
    return code


if __name__ == "__main__":
    main()
