"""`sagsgang officer`: the accounts that officers sign in with."""

import sys
from typing import NamedTuple
from urllib.parse import urlsplit

import click

from cli.serving.lock import served_at
from cli.wording import house as say
from workflows.engine.errors import WrongInput
from workflows.records.sign_ins import Account, Role
from workflows.services.accounts import (
    change_password,
    give_role,
    place_in_department,
    require_department,
)
from workflows.services.installation import Installation
from workflows.services.second_step import forget_second_step
from workflows.services.secretaries import keep_bodies
from workflows.services.sessions import sign_out_everywhere
from workflows.services.signin import (
    NewOfficer,
    add_officer,
    officer_by_username,
    one_time_link,
)
from workflows.services.starting import installed
from workflows.settings import settings


class Kind(NamedTuple):
    """What is kept of an account's kind."""

    role: Role
    administers: bool = False
    """Whether definitions may be changed."""
    manages: bool = False
    """Whether the department is led."""


ROLES = {
    "officer": Kind(Role.OFFICER),
    "manager": Kind(Role.OFFICER, manages=True),
    "administrator": Kind(Role.OFFICER, administers=True),
    "auditor": Kind(Role.AUDITOR),
    "member": Kind(Role.MEMBER),
}
"""By the word that is typed."""


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
@click.option(
    "--role",
    type=click.Choice(list(ROLES)),
    default="officer",
    help="Hvad kontoen er til: sagsbehandler, leder, administrator, revisor eller medlem.",
)
@click.option("--department", default="", help="Afdelingen, som municipality.toml skriver den.")
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
    role: str,
    department: str,
    password_stdin: bool,
) -> None:
    """Opret en sagsbehandler, og skriv et link, der logger ind én gang."""
    password = _typed() if password_stdin else None
    house = installed(settings())
    wants_digest = not mail_each_time
    kind = ROLES[role]
    require_department(house, department)
    new = NewOfficer(
        username,
        name,
        email,
        phone,
        sees_closed,
        password,
        wants_digest,
        administers or kind.administers,
        kind.role,
        department,
        kind.manages,
    )
    _print_link(house, one_time_link(house, add_officer(house, new)))


@officer.command()
@click.argument("username")
@click.argument("role", type=click.Choice(list(ROLES)))
def role(username: str, role: str) -> None:
    """Lad kontoen være en sagsbehandlers, leders, administrators, revisors eller medlems."""
    house = installed(settings())
    kind = ROLES[role]
    found = _found(house, username)
    give_role(house, found.id, kind.role, administers=kind.administers, manages=kind.manages)


@officer.command()
@click.argument("username")
@click.argument("department", default="")
def department(username: str, department: str) -> None:
    """Lad sagsbehandleren høre til en afdeling, eller uden navn til ingen."""
    house = installed(settings())
    place_in_department(house, _found(house, username).id, department)


@officer.command()
@click.argument("username")
@click.argument("bodies", nargs=-1)
def secretary(username: str, bodies: tuple[str, ...]) -> None:
    """Lad sagsbehandleren være sekretær for disse udvalg og ikke for andre; de nævnes ved kode."""
    house = installed(settings())
    keep_bodies(house, _found(house, username).id, bodies)


@officer.command()
@click.argument("username")
@click.option("--password-stdin", is_flag=True, help="Læs en ny adgangskode fra standard input.")
def reset(username: str, *, password_stdin: bool) -> None:
    """Luk kontoens gamle veje ind, og skriv et nyt link, der logger ind én gang.

    Adgangskoden og totrins-login gælder ikke mere, og kontoen logges ud alle steder.
    """
    password = _typed() if password_stdin else None
    house = installed(settings())
    found = _found(house, username)
    change_password(house, found.id, password)
    forget_second_step(house, found.id)
    sign_out_everywhere(house, found.id)
    _print_link(house, one_time_link(house, found.id))


def _typed() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _found(house: Installation, username: str) -> Account:
    found = officer_by_username(house, username)
    if found is None:
        raise WrongInput(say.no_such_account(username))
    return found


def _print_link(house: Installation, link: str) -> None:
    chosen = house.settings
    served = chosen.base_url if chosen.chosen("base_url") else served_at(chosen.data)
    click.echo((served or "") + urlsplit(link).path)
    if served is None:
        click.echo(say.PUT_THE_ADDRESS_BEFORE, err=True)
