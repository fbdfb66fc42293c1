"""What an act can fail with besides the engine's refusals; doors turn these into pages."""

from datetime import datetime


class NotFound(Exception):
    """There is nothing by this id, or nothing that may be seen; the two look alike."""


class NotPermitted(Exception):
    """Whoever asks is known, and it is for others to do."""


class OnlyReads(Exception):
    """Whoever asks may read everything, and change nothing."""


class NotAtTheDesk(Exception):
    """Whoever asks has an account, and nothing to do at the desk."""


class StaleVersion(Exception):
    """Somebody else has changed the case since it was read."""

    def __init__(self, version: int, changed_by: str, changed_at: datetime) -> None:
        super().__init__(f"the case is at version {version}, changed by {changed_by}")
        self.version = version
        self.changed_by = changed_by
        self.changed_at = changed_at
