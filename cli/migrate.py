"""`sagsgang migrate`: brings the database to the schema of this program."""

import click

from workflows.data_folder import make_private
from workflows.records.database import open_database
from workflows.records.schema import migrate as migrate_database
from workflows.services.starting import keep_key
from workflows.settings import settings


@click.command()
def migrate() -> None:
    """Bring databasen til dette programs skema; en tom database får det hele."""
    chosen = settings()
    make_private(chosen.data)
    changed = migrate_database(open_database(chosen.database_url))
    keep_key(chosen)
    click.echo("Databasen er bragt til nyeste skema." if changed else "Databasen er allerede ny.")
