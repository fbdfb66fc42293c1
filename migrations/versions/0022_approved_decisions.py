"""Who approved what another recorded, and what was added to decisions that had taken effect."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("decisions", sa.Column("recorded_by_id", base.Identifier(), nullable=True))
    op.add_column("decisions", sa.Column("approved_at", base.Instant(), nullable=True))
    op.add_column("decisions", sa.Column("approved_by", sa.Text(), nullable=True))
    op.create_table(
        "additions",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("decision_id", base.Identifier(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("written_at", base.Instant(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_additions_decision_id_decisions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_additions")),
    )
    op.create_index(op.f("ix_additions_decision_id"), "additions", ["decision_id"], unique=False)
