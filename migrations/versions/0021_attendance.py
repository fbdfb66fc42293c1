"""Who left an item for partiality or was there for somebody else, and how votes fell."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "absentees", sa.Column("kind", sa.Text(), nullable=False, server_default="absent")
    )
    op.create_table(
        "votes",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("decision_id", base.Identifier(), nullable=False),
        sa.Column("point", sa.Integer(), nullable=True),
        sa.Column("in_favour", sa.Integer(), nullable=False),
        sa.Column("against", sa.Integer(), nullable=False),
        sa.Column("abstained", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_votes_decision_id_decisions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_votes")),
    )
    op.create_index(op.f("ix_votes_decision_id"), "votes", ["decision_id"], unique=False)
