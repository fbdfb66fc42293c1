"""The links by which members of bodies read, and which closed items they have read."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "member_links",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", base.Instant(), nullable=True),
        sa.Column("officer_id", base.Identifier(), nullable=False),
        sa.Column("changed_at", base.Instant(), nullable=False),
        sa.Column("message_id", base.Identifier(), nullable=True),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_member_links_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_links")),
        sa.UniqueConstraint("email", name=op.f("uq_member_links_email")),
    )
    op.create_table(
        "closed_reads",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("case_id", base.Identifier(), nullable=False),
        sa.Column("meeting_id", base.Identifier(), nullable=False),
        sa.Column("link_id", base.Identifier(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_closed_reads_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_closed_reads_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["link_id"], ["member_links.id"], name=op.f("fk_closed_reads_link_id_member_links")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_reads")),
    )
    op.create_index("ix_closed_reads_case_id", "closed_reads", ["case_id"])
