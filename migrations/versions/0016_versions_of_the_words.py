"""The words of a case in every version, and the parts of its item beside the main text."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "item_parts",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("case_id", base.Identifier(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_item_parts_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_parts")),
    )
    op.create_index(op.f("ix_item_parts_case_id"), "item_parts", ["case_id"])
    op.create_table(
        "case_versions",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("case_id", base.Identifier(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("proposer", sa.Text(), nullable=False),
        sa.Column("written_at", base.Instant(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_versions_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_versions")),
    )
    op.create_index(op.f("ix_case_versions_case_id"), "case_versions", ["case_id"])
    # What stands now is the first version; who wrote it, and when, is in the journal alone.
    op.execute(
        "INSERT INTO case_versions"
        " (id, case_id, revision, title, text, proposer, written_at, written_by)"
        " SELECT id, id, revision, title, text, proposer, changed_at, '' FROM cases"
        " WHERE revision > 0"
    )
