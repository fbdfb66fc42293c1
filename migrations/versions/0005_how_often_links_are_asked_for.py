"""How often links were asked for of late, counted over all processes."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "askings",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("began_at", base.Instant(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_askings")),
    )
