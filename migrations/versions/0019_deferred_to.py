"""The later meeting that a deferral names."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("decisions", sa.Column("deferred_to", sa.Date(), nullable=True))
