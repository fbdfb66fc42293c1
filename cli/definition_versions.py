"""`sagsgang definitions`: which version is in force, and the way in and out of it as files."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from zoneinfo import ZoneInfo

import click

import definitions as folders
from cli.folders import Folder
from cli.wording import definitions as say
from workflows.engine.daywords import day_figures
from workflows.engine.errors import WrongInput
from workflows.engine.faults import FaultyDefinitions, printable
from workflows.records.definition_versions import ListedVersion
from workflows.services.definition_versions import (
    ChangedMeanwhile,
    FileChange,
    NewVersion,
    Shelf,
    Version,
    before,
    changes,
    in_force,
    keep,
    version,
    versions,
)
from workflows.services.errors import NotFound
from workflows.services.installation import real_now
from workflows.services.starting import shelf
from workflows.settings import settings

_BY = "sagsgang definitions import"
"""Who made a version that no officer did."""


@click.group(invoke_without_command=True, subcommand_metavar="[KOMMANDO [ARGUMENTER]...]")
@click.pass_context
def definitions(context: click.Context) -> None:
    """Definitionerne, som de er, og som de var."""
    if context.invoked_subcommand is None:
        with shelf(settings()) as kept:
            click.echo("\n".join(_state(kept)))


def _state(kept: Shelf) -> Iterable[str]:
    newest = versions(kept)[:1]
    if not newest:
        yield say.folder_is_in_force(kept.folder)
        return
    yield f"I kraft: {_line(newest[0])}"
    try:
        differing = changes(in_force(kept).files, folders.texts_of(kept.folder))
    except FaultyDefinitions:
        yield say.folder_has_faults(kept.folder)
        return
    if differing:
        names = ", ".join(one.name for one in differing)
        yield say.folder_is_different(kept.folder, names)
        yield say.IMPORT_TAKES_IT_IN


@definitions.command(name="import")
@click.argument("folder", type=Folder())
@click.option("--note", required=True, help="Hvad der er ændret og hvorfor.")
@click.option("--by", default=_BY, help="Hvem der gør det, som listen skal vise det.")
def import_(folder: Path, note: str, by: str) -> None:
    """Gem en mappe som ny version; den gælder inden for få sekunder."""
    files = folders.texts_of(folder)
    with shelf(settings()) as kept:
        found = versions(kept)
        new = NewVersion(files, found[0].number if found else 0, " ".join(note.split()))
        try:
            number = keep(kept, new, " ".join(by.split()), real_now())
        except ChangedMeanwhile:
            raise WrongInput(say.SAVED_BY_ANOTHER_MEANWHILE) from None
    click.echo(say.version_is_in_force(number))


@definitions.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--number", type=int, help="Versionen; ellers den, der er i kraft.")
def export(folder: Path, number: int | None) -> None:
    """Skriv en version som filer i en ny eller tom mappe."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongInput(say.is_no_empty_folder(folder))
    with shelf(settings()) as kept:
        chosen = _chosen(kept, number)
    for name, text in chosen.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    click.echo(say.files_are_written(len(chosen.files), folder))


@definitions.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument og intet andet.")
def list_(*, as_json: bool) -> None:
    """Vis de seneste versioner, den nyeste først."""
    with shelf(settings()) as kept:
        found = versions(kept)
    if as_json:
        click.echo(json.dumps([_document(one) for one in found], ensure_ascii=False))
    else:
        click.echo("\n".join(map(_line, found)) or say.NO_VERSION_IS_SAVED)


@definitions.command()
@click.argument("number", type=int, required=False)
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument og intet andet.")
def show(number: int | None, *, as_json: bool) -> None:
    """Vis, hvad en version ændrede; uden nummer den, der er i kraft."""
    with shelf(settings()) as kept:
        chosen = _chosen(kept, number)
        found = changes(before(kept, chosen.number), chosen.files)
    if as_json:
        about = _document(chosen.about) if chosen.about else None
        click.echo(json.dumps({"version": about, "files": dict(chosen.files)}, ensure_ascii=False))
        return
    click.echo(_line(chosen.about) if chosen.about else f"Mappen {kept.folder}")
    for line in _diff(found):
        click.echo(line)


def _chosen(kept: Shelf, number: int | None) -> Version:
    try:
        return in_force(kept) if number is None else version(kept, number)
    except NotFound:
        raise WrongInput(say.no_such_version(number)) from None


def _diff(found: Iterable[FileChange]) -> Iterable[str]:
    for change in found:
        yield f"\n{change.name}"
        yield from map(printable, change.lines)


def _line(one: ListedVersion) -> str:
    local = one.made_at.astimezone(ZoneInfo(settings().timezone))
    when = f"{day_figures(local.date())} kl. {local:%H.%M}"
    return printable(say.version_line(one.number, when, one.made_by, one.note))


def _document(one: ListedVersion) -> dict[str, object]:
    return {**asdict(one), "made_at": one.made_at.isoformat().replace("+00:00", "Z")}
