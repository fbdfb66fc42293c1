"""Minutes as they were laid out to be signed, and who signed them."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "minutes",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("meeting_id", base.Identifier(), nullable=False),
        sa.Column("officer_id", base.Identifier(), nullable=False),
        sa.Column("laid_out_by", sa.Text(), nullable=False),
        sa.Column("laid_out_at", base.Instant(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_minutes_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_minutes_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_minutes_meeting_id")),
    )
    op.create_table(
        "signatures",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("minutes_id", base.Identifier(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("signed_at", base.Instant(), nullable=False),
        sa.Column("noted_by", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_signatures_minutes_id_minutes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatures")),
        sa.UniqueConstraint("minutes_id", "email", name=op.f("uq_signatures_minutes_id_email")),
    )
