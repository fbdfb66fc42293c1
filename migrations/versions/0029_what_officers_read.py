"""Which officers read closed cases."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "officer_reads",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("case_id", base.Identifier(), nullable=False),
        sa.Column("officer_id", base.Identifier(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_officer_reads_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_officer_reads_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_reads")),
    )
    op.create_index("ix_officer_reads_case_id_at", "officer_reads", ["case_id", "at"])
