"""`sagsgang token`: bearer tokens by which other systems use the API in an officer's name."""

import json

import click

from workflows.services.api_tokens import create_token, find_officer
from workflows.services.starting import installed
from workflows.settings import settings


@click.group()
def token() -> None:
    """Adgang til API'et for andre systemer."""


@token.command()
@click.option("--officer", "name", required=True, metavar="NAME", help="Brugernavn eller navn.")
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument og intet andet.")
def create(name: str, as_json: bool) -> None:
    """Lav et token, der handler i sagsbehandlerens navn; det vises kun denne ene gang."""
    house = installed(settings())
    officer = find_officer(house, name)
    made = create_token(house, officer.id)
    document = {"token": made, "officer": officer.username}
    click.echo(json.dumps(document, ensure_ascii=False) if as_json else made)
