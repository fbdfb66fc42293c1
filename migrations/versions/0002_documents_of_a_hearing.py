"""What a hearing is about comes with documents."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "hearing_documents",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("hearing_id", base.Identifier(), nullable=False),
        sa.Column("case_id", base.Identifier(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("openness", sa.Text(), nullable=False),
        sa.Column("added_at", base.Instant(), nullable=False),
        sa.Column("replaces_id", base.Identifier(), nullable=True),
        sa.Column("replaced_at", base.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_hearing_documents_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearings.id"], name=op.f("fk_hearing_documents_hearing_id_hearings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_documents")),
    )
    op.create_index(op.f("ix_hearing_documents_hearing_id"), "hearing_documents", ["hearing_id"])
