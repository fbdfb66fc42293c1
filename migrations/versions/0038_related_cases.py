"""Cases that are related to each other."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "case_relations",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("case_id", base.Identifier(), nullable=False),
        sa.Column("other_id", base.Identifier(), nullable=False),
        sa.Column("tie", sa.Text(), nullable=False),
        sa.Column("since", base.Instant(), nullable=False),
        sa.Column("tied_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_relations_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["cases.id"], name=op.f("fk_case_relations_other_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_relations")),
        sa.UniqueConstraint(
            "case_id", "other_id", "tie", name=op.f("uq_case_relations_case_id_other_id_tie")
        ),
    )
    op.create_index("ix_case_relations_other_id", "case_relations", ["other_id"])
