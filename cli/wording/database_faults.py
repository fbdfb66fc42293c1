"""What a database that fails in the middle of a command says, for its administrator to read."""

from workflows.records.wording.unreached import why_failed
from workflows.settings import settings


def in_words(fault: Exception) -> str | None:
    """What went wrong, on one line; None for a fault that is not the database's."""
    why = why_failed(fault, settings().database_url)
    return None if why is None else f"Databasen: {why}"
