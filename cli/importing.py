"""`sagsgang import`: reads an agenda item's text, says what is not sure, and writes the case."""

import json
from dataclasses import asdict
from pathlib import Path

import click

import definitions
from cli.wording import cases as say
from workflows.engine.definition import CaseType, Definitions
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor
from workflows.engine.items.description import ItemDescription
from workflows.engine.quoting import nearest_or_all
from workflows.engine.route import read_route
from workflows.services.api_tokens import find_officer
from workflows.services.importing import (
    Imported,
    Source,
    attachment_words,
    doubt_words,
    import_item,
    read_source,
)
from workflows.services.installation import Installation
from workflows.services.signin import any_officer
from workflows.services.starting import installed
from workflows.settings import settings


@click.command(name="import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Sig kun, hvad der står; skriv intet.")
@click.option("--route", "line", default="", metavar="LINE", help="Sagsgangen, hvis ikke tekstens.")
@click.option("--case-type", metavar="T", help="Sagstypen; ellers den sædvanlige.")
@click.option("--officer", metavar="NAME", help="Sagsbehandleren; ellers den første.")
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument og intet andet.")
def import_(
    file: Path, line: str, case_type: str | None, officer: str | None, *, dry_run: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Før en sag ind fra et dagsordenspunkts tekst, med det, der er besluttet."""
    source = Source(file.name, _content(file))
    house = None if dry_run else installed(settings())
    defined = house.definitions if house else definitions.read(settings().definitions)
    chosen = _case_type(defined, case_type)
    if line:
        line = read_route(line, defined.bodies).line
    found = read_source(source, defined.bodies, chosen)
    done = None
    if house:
        actor = _actor(house, officer)
        assert actor.id is not None
        done = import_item(house, source, found, chosen, actor.id, actor, line)
    click.echo(_document(found, done) if as_json else _words(found, done))
    if not as_json:
        for doubt in (*map(doubt_words, found.doubts), *(done.not_recorded if done else ())):
            click.echo(say.look_at(doubt), err=True)


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise WrongInput(say.is_no_file(file))
    try:
        return file.read_bytes()
    except OSError:
        raise WrongInput(say.file_cannot_be_read(file)) from None


def _case_type(defined: Definitions, name: str | None) -> CaseType:
    found = defined.case_types.get(name or defined.municipality.usual_case_type)
    if found is None:
        hint = nearest_or_all(name or "", defined.case_types)
        raise WrongInput(say.case_type_is_not_there(name, hint))
    return found


def _actor(house: Installation, name: str | None) -> Actor:
    account = find_officer(house, name) if name else any_officer(house)
    if account is None:
        raise WrongInput(say.NO_OFFICER_YET)
    return Actor("officer", account.name, account.id)


def _document(found: ItemDescription, done: Imported | None) -> str:
    """Every part of the description, and the case that was written or null."""
    document = asdict(found) | {"case": None}
    if done is not None:
        document["case"] = {
            "id": done.case,
            "state": done.state,
            "not_recorded": list(done.not_recorded),
        }
    return json.dumps(document, ensure_ascii=False, indent=2, default=str)


def _words(found: ItemDescription, done: Imported | None) -> str:
    route = ", ".join(code or "høring" for code in found.route) or say.NOT_IN_THE_TEXT
    lines = [
        f"{found.number} {found.title}".strip(),
        say.route_line(route),
        say.recommendation_line(found.proposer or say.NOBODY_NAMED, len(found.points)),
    ]
    for one in found.decisions:
        said = one.text or " ".join(f"Ad {point.number}: {point.text}" for point in one.points)
        lines.append(f"{one.body} {one.decided_on or ''}: {said}")
        lines += [say.remark_line(remark.text) for remark in one.remarks]
        if one.absentees:
            named = (f"{who.name} ({who.role})" if who.role else who.name for who in one.absentees)
            lines.append(say.absent_line(", ".join(named)))
    lines += [say.attachment_line(attachment_words(one)) for one in found.attachments]
    lines += [say.promise_line(one.text) for one in found.promises]
    lines.append(say.case_is_taken_in(done.case) if done else say.NOTHING_IS_WRITTEN)
    return "\n".join(lines)
