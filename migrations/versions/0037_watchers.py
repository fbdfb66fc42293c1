"""The officers who follow cases."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "case_watchers",
        sa.Column("officer_id", base.Identifier(), nullable=False),
        sa.Column("case_id", base.Identifier(), nullable=False),
        sa.Column("since", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_watchers_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_case_watchers_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("officer_id", "case_id", name=op.f("pk_case_watchers")),
    )
    op.create_index("ix_case_watchers_case_id", "case_watchers", ["case_id"])
