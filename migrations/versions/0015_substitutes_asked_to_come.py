"""The substitutes who were asked to take a member's place at one meeting."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "stand_ins",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("meets_on", sa.Date(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("officer_id", base.Identifier(), nullable=False),
        sa.Column("asked_at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_stand_ins_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_ins")),
        sa.UniqueConstraint(
            "body", "meets_on", "email", name=op.f("uq_stand_ins_body_meets_on_email")
        ),
    )
