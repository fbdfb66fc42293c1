"""How a hearing went: why it ended early, what a later round changed, which answers were undone."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    for name in ("changes", "ended_reason"):
        op.add_column("hearings", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("parties", sa.Column("undone", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "contacts",
        sa.Column("unreachable", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("responses", sa.Column("undone_at", base.Instant(), nullable=True))
    op.add_column("responses", sa.Column("undone_by", sa.Text(), nullable=True))
    op.add_column("responses", sa.Column("undone_reason", sa.Text(), nullable=True))
    op.add_column("messages", sa.Column("settled_at", base.Instant(), nullable=True))
