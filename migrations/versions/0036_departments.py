"""The department that each officer belongs to."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("officers", sa.Column("department", sa.Text(), nullable=False, server_default=""))
    op.create_index(op.f("ix_officers_department"), "officers", ["department"])
