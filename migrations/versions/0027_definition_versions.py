"""The definitions in versions, and the officers who may change them."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "definition_versions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("made_at", base.Instant(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_definition_versions")),
    )
    op.add_column(
        "officers",
        sa.Column("administers", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
