"""`sagsgang migrate`: brings the database to the schema of this program."""

import click

from cli.wording import house as say
from workflows.data_folder import make_private
from workflows.records.database import open_database
from workflows.records.schema import migrate as migrate_database
from workflows.services.searching import index_cases
from workflows.services.starting import keep_key
from workflows.settings import settings


@click.command()
def migrate() -> None:
    """Bring databasen til dette programs skema; en tom database får det hele."""
    chosen = settings()
    make_private(chosen.data)
    database = open_database(chosen.database_url)
    changed = migrate_database(database)
    keep_key(chosen)
    index_cases(database)
    click.echo(say.DATABASE_IS_BROUGHT_UP if changed else say.DATABASE_IS_NEW)
