"""`sagsgang check`: every fault of a folder of definitions, one line each."""

import json
from pathlib import Path

import click

import definitions
from cli.folders import Folder
from workflows.engine.faults import Fault, FaultyDefinitions
from workflows.settings import settings


@click.command()
@click.argument("folder", type=Folder(), required=False)
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument.")
@click.pass_context
def check(context: click.Context, folder: Path | None, as_json: bool) -> None:
    """Find alle fejl i en mappe med definitioner."""
    faults = _faults(folder or settings().definitions)
    click.echo(_as_json(faults) if as_json else _as_lines(faults))
    context.exit(1 if faults else 0)


def _faults(folder: Path) -> tuple[Fault, ...]:
    try:
        definitions.read(folder)
    except FaultyDefinitions as found:
        return found.faults
    return ()


def _as_lines(faults: tuple[Fault, ...]) -> str:
    return "\n".join(str(fault) for fault in faults) or "Ingen fejl."


def _as_json(faults: tuple[Fault, ...]) -> str:
    listed = [
        {
            "file": fault.file,
            "key": fault.key,
            "what": fault.what,
            "hint": fault.hint,
            "places": fault.places,
        }
        for fault in faults
    ]
    return json.dumps({"ok": not faults, "faults": listed}, ensure_ascii=False)
