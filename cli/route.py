"""`sagsgang route`: reads a sagsgang line and shows the machine that it is."""

import json
from collections.abc import Iterable

import click

import definitions
from cli.case_types import chosen_type
from cli.wording import cases as say
from workflows.engine.definition import CaseType
from workflows.engine.diagram import mermaid
from workflows.engine.errors import WrongInput
from workflows.engine.machine import compile_machine, edges, states
from workflows.engine.route import Route, route_through
from workflows.engine.route_of_type import require_hearings_for
from workflows.engine.sagsgang import LeftOut, read_line
from workflows.settings import settings


@click.command()
@click.argument("line", metavar="LINE")
@click.option("--case-type", metavar="T", help="Sagstypen; ellers den sædvanlige.")
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument og intet andet.")
@click.option("--mermaid", "as_mermaid", is_flag=True, help="Tegn tilstandene som Mermaid.")
def route(line: str, case_type: str | None, as_json: bool, as_mermaid: bool) -> None:
    """Læs en sagsgang, som den står på en dagsorden: »BUU, høring, BUU, ØK, KB«."""
    if as_json and as_mermaid:
        raise WrongInput(say.JSON_OR_MERMAID)
    defined = definitions.read(settings().definitions)
    chosen = chosen_type(defined, case_type)
    reading = read_line(line, defined.bodies)
    read = route_through(reading.words)
    require_hearings_for(read.steps, chosen)
    if as_json:
        click.echo(_document(read, chosen, reading.left_out))
    elif as_mermaid:
        click.echo(mermaid(read, chosen), nl=False)
    else:
        click.echo(_words(read, reading.left_out))


def _document(read: Route, case_type: CaseType, left_out: Iterable[LeftOut]) -> str:
    machine = compile_machine(read, case_type)
    document = {
        "line": read.line,
        "case_type": case_type.name,
        "notes": [str(part) for part in left_out],
        "steps": [
            {"key": step.key, "kind": step.kind, "body": step.body, "title": step.title}
            for step in read.steps
        ],
        "states": states(machine),
        "transitions": [
            {"trigger": edge.trigger, "source": edge.source, "dest": edge.dest, "word": edge.word}
            for edge in edges(machine, case_type)
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _words(read: Route, left_out: Iterable[LeftOut]) -> str:
    steps = [f"{number}. {step.title}" for number, step in enumerate(read.steps, start=1)]
    notes = [say.note_below(part) for part in left_out]
    return "\n".join([read.line, "", "Udarbejdelse", *steps, "Afsluttet", *notes])
