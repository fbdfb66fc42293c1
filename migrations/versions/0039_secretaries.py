"""The bodies that each secretary keeps, and who leads a department."""

import sqlalchemy as sa
from alembic import op

from workflows.records.base import Identifier

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "secretaries",
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("officer_id", Identifier(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_secretaries_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("body", "officer_id", name=op.f("pk_secretaries")),
    )
    op.add_column(
        "officers", sa.Column("manages", sa.Boolean(), nullable=False, server_default=sa.false())
    )
