"""Who officers are at the provider that signs in for the municipality."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "identities",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("officer_id", base.Identifier(), nullable=False),
        sa.Column("bound_at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_identities_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_identities")),
        sa.UniqueConstraint("officer_id", "issuer", name=op.f("uq_identities_officer_id_issuer")),
    )
