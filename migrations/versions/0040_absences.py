"""When officers are away, and who stands in for them."""

import sqlalchemy as sa
from alembic import op

from workflows.records.base import Identifier, Instant

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "absences",
        sa.Column("id", Identifier(), nullable=False),
        sa.Column("officer_id", Identifier(), nullable=False),
        sa.Column("stand_in_id", Identifier(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_absences_officer_id_officers")
        ),
        sa.ForeignKeyConstraint(
            ["stand_in_id"], ["officers.id"], name=op.f("fk_absences_stand_in_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    op.create_index(op.f("ix_absences_officer_id"), "absences", ["officer_id"])
    op.create_index(op.f("ix_absences_stand_in_id"), "absences", ["stand_in_id"])
