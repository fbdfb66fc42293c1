"""`sagsgang check`: every fault of a folder of definitions, one line each."""

import json
from pathlib import Path

import click

import definitions
from cli.folders import Folder
from cli.wording import definitions as say
from workflows.engine.faults import Fault, FaultyDefinitions
from workflows.settings import settings

_NO_STATEMENT = Fault(
    "municipality.toml",
    "accessibility_statement",
    say.MISSING,
    say.PAGES_LINK_TO_A_STATEMENT,
)


@click.command()
@click.argument("folder", type=Folder(), required=False)
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument.")
@click.pass_context
def check(context: click.Context, folder: Path | None, as_json: bool) -> None:
    """Find alle fejl i en mappe med definitioner."""
    faults, notes = _found(folder or settings().definitions)
    click.echo(_as_json(faults, notes) if as_json else _as_lines(faults, notes))
    context.exit(1 if faults else 0)


def _found(folder: Path) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """The faults; and, where there are none, what is allowed but ought to be mended."""
    try:
        read = definitions.read(folder)
    except FaultyDefinitions as found:
        return found.faults, ()
    statement = () if read.municipality.accessibility_statement else (_NO_STATEMENT,)
    lent = (
        Fault(name, "filen", say.MISSING, say.STANDARD_LETTER_IS_USED)
        for name in definitions.letters_lent_to(folder)
    )
    return (), (*statement, *lent)


def _as_lines(faults: tuple[Fault, ...], notes: tuple[Fault, ...]) -> str:
    told = "\n".join(str(fault) for fault in faults) or say.NO_FAULTS
    return "\n".join((told, *(say.note_that(note) for note in notes)))


def _as_json(faults: tuple[Fault, ...], notes: tuple[Fault, ...]) -> str:
    return json.dumps(
        {"ok": not faults, "faults": _listed(faults), "notes": _listed(notes)}, ensure_ascii=False
    )


def _listed(faults: tuple[Fault, ...]) -> list[dict[str, object]]:
    return [
        {
            "file": fault.file,
            "key": fault.key,
            "what": fault.what,
            "hint": fault.hint,
            "places": fault.places,
        }
        for fault in faults
    ]
