"""`sagsgang officer`: the accounts that officers sign in with."""

import sys
from urllib.parse import urlsplit

import click

from cli.serving.lock import served_at
from workflows.services.signin import NewOfficer, add_officer, one_time_link
from workflows.services.starting import installed
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
@click.option(
    "--mail-each-time",
    is_flag=True,
    help="Få en mail, hver gang der sker noget, i stedet for én om dagen.",
)
@click.option("--administers", is_flag=True, help="Kan ændre definitionerne i browseren.")
@click.option("--password-stdin", is_flag=True, help="Læs en adgangskode fra standard input.")
def add(
    username: str,
    name: str,
    email: str,
    phone: str,
    *,
    sees_closed: bool,
    mail_each_time: bool,
    administers: bool,
    password_stdin: bool,
) -> None:
    """Opret en sagsbehandler, og skriv et link, der logger ind én gang."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    house = installed(settings())
    wants_digest = not mail_each_time
    new = NewOfficer(username, name, email, phone, sees_closed, password, wants_digest, administers)
    link = one_time_link(house, add_officer(house, new))
    chosen = house.settings
    served = chosen.base_url if chosen.chosen("base_url") else served_at(chosen.data)
    click.echo((served or "") + urlsplit(link).path)
    if served is None:
        click.echo("Sæt installationens adresse foran; »sagsgang serve« skriver den.", err=True)
