"""`sagsgang export`: a whole case as one ZIP, or the events of all cases as a log."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

import click

from cli.wording import cases as say
from workflows.engine.errors import WrongInput
from workflows.services.exported import CaseExport
from workflows.services.exporting import export_events, export_named
from workflows.services.installation import Installation
from workflows.services.starting import installed
from workflows.settings import settings


@click.command()
@click.argument("case", metavar="[CASE]", required=False)
@click.option("--out", metavar="FILE", required=True, type=click.Path(path_type=Path),
              help="Filen, der skrives; den må ikke være der i forvejen.")  # fmt: skip
@click.option("--events", is_flag=True, help="Alle sagers hændelser som XES i stedet for en sag.")
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument og intet andet.")
def export(case: str | None, out: Path, *, events: bool, as_json: bool) -> None:
    """Skriv en hel sag i én ZIP med en aktliste, eller alle sagers hændelser som XES."""
    if (case is None) is not events:
        raise WrongInput(say.NAME_A_CASE_OR_EVENTS)
    if out.exists():
        raise WrongInput(say.is_there_already(out))
    if not out.parent.is_dir():
        raise WrongInput(say.no_such_folder(out.parent))
    house = installed(settings())
    if case is None:
        _write_whole(out, lambda file: file.write(export_events(house)))
        click.echo(json.dumps({"file": str(out)}) if as_json else say.is_written(out))
        return
    found = _exported(house, case, out)
    click.echo(_document(found, out) if as_json else _words(found, out))


def _exported(house: Installation, case: str, out: Path) -> CaseExport:
    found: list[CaseExport] = []
    _write_whole(out, lambda file: found.append(export_named(house, case, file)))
    return found[0]


def _write_whole(out: Path, write: Callable[[BinaryIO], object]) -> None:
    """Whole or not at all, for the owner alone: there may be what nobody else is to read."""
    with tempfile.NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as draft:
        try:
            write(draft.file)  # type: ignore[arg-type]
        except BaseException:
            Path(draft.name).unlink()
            raise
    Path(draft.name).rename(out)


def _document(found: CaseExport, out: Path) -> str:
    told = {
        "file": str(out),
        "number": found.number,
        "documents": len(found.documents),
        "left_out": [asdict(one) for one in found.left_out],
    }
    return json.dumps(told, ensure_ascii=False)


def _words(found: CaseExport, out: Path) -> str:
    lines = [say.case_is_written(found.number, len(found.documents), out)]
    marked = sum(bool(one.marks) for one in found.documents)
    if marked:
        lines.append(say.look_through_first(marked))
    lines += [say.left_out(one.title, one.why) for one in found.left_out]
    return "\n".join(lines)
