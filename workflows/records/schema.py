"""Brings a database to the schema of this code, and tells when it is another one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from workflows.engine.errors import EnvironmentMissing
from workflows.records.database import Database, unit_of_work
from workflows.records.dialects import DatabaseFault, is_sqlite, let_nobody_else_migrate
from workflows.records.views import create_views, drop_views
from workflows.records.wording import schema as say
from workflows.records.wording.unreached import why_unreached

_TABLE = "cases"
"""A table that every version of the schema has."""

_MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def migrate(database: Database) -> bool:
    """Bring the database to the newest schema; whether there was anything to do.

    The views stand on the tables, and SQLite cannot alter a table beneath a view: so they are
    dropped and made anew around the migrations, all in one transaction. Raises EnvironmentMissing
    when the database cannot be reached, or has a schema that this code does not know.
    """
    with reached(database), unit_of_work(database) as connection:
        let_nobody_else_migrate(connection)
        current = _current(connection)
        if current == _newest():
            return False
        _refuse_newer(current)
        drop_views(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        create_views(connection)
        return True


def require_schema(database: Database) -> None:
    """Raise EnvironmentMissing when the database cannot be reached or has another schema.

    A file that is not there is left so: SQLite would make an empty one.
    """
    file = database.url.database if is_sqlite(database.url) else None
    if file is not None and not Path(file).exists():
        raise EnvironmentMissing(say.no_such_database(file))
    with reached(database), database.connect() as connection:
        current = _current(connection)
    if current == _newest():
        return
    _refuse_newer(current)
    raise EnvironmentMissing(say.DATABASE_IS_OLD)


@contextmanager
def reached(database: Database) -> Iterator[None]:
    """Whatever the driver says within the block means that the database is not to be had."""
    try:
        yield
    except DatabaseFault as error:
        where = database.url.set(query={}).render_as_string(hide_password=True)
        why = why_unreached(str(getattr(error, "orig", None) or error), database.url)
        raise EnvironmentMissing(say.cannot_be_used(where, why)) from error


def _refuse_newer(current: str | None) -> None:
    if current is not None and current not in _known():
        raise EnvironmentMissing(say.database_is_newer(current))


def _current(connection: Connection) -> str | None:
    """The one version that the database says it is on; None for an empty database."""
    said = MigrationContext.configure(connection).get_current_heads()
    if len(said) > 1 or (not said and inspect(connection).has_table(_TABLE)):
        raise EnvironmentMissing(say.has_no_one_version(len(said)))
    return said[0] if said else None


def _newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _known() -> set[str]:
    script = ScriptDirectory.from_config(_config())
    return {revision.revision for revision in script.walk_revisions()}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
