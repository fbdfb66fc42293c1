"""`sagsgang erase`: erases what lines of a journal tell, and journals that it was done."""

import click

from cli.wording import cases as say
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor
from workflows.services.api_tokens import find_officer
from workflows.services.clearing import clear_files
from workflows.services.erasing import erase_entries
from workflows.services.starting import installed
from workflows.settings import settings


@click.command()
@click.argument("case", metavar="CASE")
@click.argument("lines", metavar="LINE...", nargs=-1, required=True, type=click.IntRange(1))
@click.option("--reason", required=True, metavar="TEXT", help="Hvorfor; det står i journalen.")
@click.option("--officer", "name", required=True, metavar="NAME", help="Den, der gør det.")
def erase(case: str, lines: tuple[int, ...], reason: str, name: str) -> None:
    """Slet indholdet af journallinjer; linjerne selv bliver, og journalen siger, hvad der skete."""
    if not reason.strip():
        raise WrongInput(say.REASON_IS_NEEDED)
    house = installed(settings())
    officer = find_officer(house, name)
    erase_entries(house, case, lines, reason, Actor("officer", officer.name, officer.id))
    click.echo(say.lines_are_erased(len(set(lines))))
    cleared = clear_files(house)
    if cleared.gone:
        click.echo(say.files_are_gone(cleared.gone))
    if cleared.waiting:
        click.echo(say.files_wait(cleared.waiting))
