"""Files that officers lay on a case as attachments, and take off again."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("name", sa.Text()),
    ("size", sa.Integer()),
    ("sha256", sa.Text()),
    ("media_type", sa.Text()),
    ("status", sa.Text()),
    ("removed_at", base.Instant()),
    ("removed_by", sa.Text()),
    ("removed_reason", sa.Text()),
)


def upgrade() -> None:
    """Go forward."""
    for name, kind in _COLUMNS:
        op.add_column("attachments", sa.Column(name, kind, nullable=True))
