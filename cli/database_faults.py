"""What a database that fails in the middle of a command says, for its administrator to read."""

from sqlalchemy import make_url
from sqlalchemy.exc import InternalError

from workflows.records.database import UNAVAILABLE
from workflows.records.unreached import why_unreached
from workflows.settings import settings


def in_words(fault: Exception) -> str | None:
    """What went wrong, on one line; None for a fault that is not the database's."""
    # The last is what PostgreSQL says where nothing may be written, as on a standby.
    if not isinstance(fault, (*UNAVAILABLE, InternalError)):
        return None
    said = getattr(fault, "orig", None) or fault
    return f"Databasen: {why_unreached(str(said), make_url(settings().database_url))}"
