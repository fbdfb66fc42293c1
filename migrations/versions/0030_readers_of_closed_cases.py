"""The officers who are named on closed cases."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "case_readers",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("case_id", base.Identifier(), nullable=False),
        sa.Column("officer_id", base.Identifier(), nullable=False),
        sa.Column("named_at", base.Instant(), nullable=False),
        sa.Column("named_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_readers_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_case_readers_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_readers")),
        sa.UniqueConstraint(
            "officer_id", "case_id", name=op.f("uq_case_readers_officer_id_case_id")
        ),
    )
    op.create_index("ix_case_readers_case_id", "case_readers", ["case_id"])
