"""`sagsgang officer`: the accounts that officers sign in with."""

import sys

import click

from workflows.records.schema import require_schema
from workflows.services.installation import install
from workflows.services.signin import NewOfficer, add_officer, one_time_link
from workflows.settings import settings


@click.group()
def officer() -> None:
    """Sagsbehandlernes konti."""


@officer.command()
@click.argument("username")
@click.option("--name", required=True, help="Navnet, som breve og journal skriver det.")
@click.option("--email", required=True, help="Adressen, som beskeder sendes til.")
@click.option("--phone", default="", help="Telefonnummer til breve.")
@click.option("--sees-closed", is_flag=True, help="Kan se andres lukkede sager.")
@click.option("--password-stdin", is_flag=True, help="Læs en adgangskode fra standard input.")
def add(
    username: str, name: str, email: str, phone: str, *, sees_closed: bool, password_stdin: bool
) -> None:
    """Opret en sagsbehandler, og skriv et link, der logger ind én gang."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    house = install(settings())
    require_schema(house.database)
    new = NewOfficer(username, name, email, phone, sees_closed, password)
    click.echo(one_time_link(house, add_officer(house, new)))
