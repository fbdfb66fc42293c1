"""The changes to the comments of a case."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CommentAdded:
    """An officer wrote a comment on the case."""

    id: str
    case_id: str
    seq: int
    """Number of the journal's line that tells of it."""
    officer_id: str
    written_by: str
    written_at: datetime
    text: str
    submission_key: str


@dataclass(frozen=True, slots=True)
class CommentStruck:
    """The writer struck it: its text is gone, and that it stood there is not."""

    id: str
    text: str
    """Empty."""
    struck_at: datetime
