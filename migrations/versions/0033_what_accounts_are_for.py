"""What each account is for at the desk."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "officers", sa.Column("role", sa.Text(), nullable=False, server_default="officer")
    )
