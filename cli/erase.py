"""`sagsgang erase`: erases what lines of a journal tell, and journals that it was done."""

import click

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
        raise WrongInput("--reason: skriv en begrundelse; den kommer i journalen")
    house = installed(settings())
    officer = find_officer(house, name)
    erase_entries(house, case, lines, reason, Actor("officer", officer.name, officer.id))
    click.echo(f"Indholdet af {len(set(lines))} journallinjer er slettet.")
    cleared = clear_files(house)
    if cleared.gone:
        click.echo(f"Filer slettet, som intet nævner længere: {cleared.gone}.")
    if cleared.waiting:
        click.echo(
            f"Filer, som intet nævner, men som er under et døgn gamle: {cleared.waiting}."
            " De slettes af sig selv i løbet af to døgn."
        )
