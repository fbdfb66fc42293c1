"""What officers write to each other about a case."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "comments",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("case_id", base.Identifier(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("officer_id", base.Identifier(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("written_at", base.Instant(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("submission_key", sa.Text(), nullable=False),
        sa.Column("struck_at", base.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_comments_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_comments_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_comments_case_id_seq")),
        sa.UniqueConstraint(
            "case_id",
            "officer_id",
            "submission_key",
            name=op.f("uq_comments_case_id_officer_id_submission_key"),
        ),
    )
