"""Agendas as they were sent out: when, by whom, the papers, and each item in its words of then."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "dispatches",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("meeting_id", base.Identifier(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opening_items", sa.Text(), nullable=False),
        sa.Column("closing_items", sa.Text(), nullable=False),
        sa.Column("officer_id", base.Identifier(), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("sent_at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_dispatches_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_dispatches_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatches")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_dispatches_meeting_id_number")),
    )
    op.create_table(
        "dispatch_files",
        sa.Column("id", base.Identifier(), nullable=False),
        sa.Column("dispatch_id", base.Identifier(), nullable=False),
        sa.Column("everybody", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispatch_id"],
            ["dispatches.id"],
            name=op.f("fk_dispatch_files_dispatch_id_dispatches"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_files")),
    )
    op.create_index(
        op.f("ix_dispatch_files_dispatch_id"), "dispatch_files", ["dispatch_id"], unique=False
    )
    op.create_table(
        "sent_items",
        sa.Column("item_id", base.Identifier(), nullable=False),
        sa.Column("dispatch_id", base.Identifier(), nullable=False),
        sa.Column("sent_in", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("openness", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispatch_id"], ["dispatches.id"], name=op.f("fk_sent_items_dispatch_id_dispatches")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_items.id"], name=op.f("fk_sent_items_item_id_agenda_items")
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_sent_items")),
    )
    op.create_index(op.f("ix_sent_items_dispatch_id"), "sent_items", ["dispatch_id"], unique=False)
