"""Brings a database to the schema of this code, and tells when it is another one."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from workflows.engine.errors import EnvironmentMissing
from workflows.records.database import Database, unit_of_work
from workflows.records.views import create_views, drop_views

_MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def migrate(database: Database) -> None:
    """Bring the database to the newest schema; a database that has it is left alone.

    The views stand on the tables, and SQLite cannot alter a table beneath a view: so they are
    dropped and made anew around the migrations, all in one transaction.
    """
    with unit_of_work(database) as connection:
        if _current(connection) == _newest():
            return
        drop_views(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        create_views(connection)


def require_schema(database: Database) -> None:
    """Raise EnvironmentMissing when the database cannot be reached or has another schema."""
    try:
        with database.connect() as connection:
            current = _current(connection)
    except DBAPIError as error:
        where = database.url.render_as_string(hide_password=True)
        raise EnvironmentMissing(f"Databasen {where} kan ikke nås: {error.orig}") from error
    if current == _newest():
        return
    if current is None or current in _known():
        raise EnvironmentMissing("Databasen mangler at blive opdateret: kør »sagsgang migrate«")
    raise EnvironmentMissing(
        f"Databasen er på {current}, som er nyere end dette program: opdatér programmet"
    )


def _current(connection: object) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()  # type: ignore[arg-type]


def _newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _known() -> set[str]:
    script = ScriptDirectory.from_config(_config())
    return {revision.revision for revision in script.walk_revisions()}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
