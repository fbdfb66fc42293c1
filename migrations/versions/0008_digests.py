"""One mail a day to an officer who wants that, and what each of them tells of."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TO_GATHER = sa.text("status = 'gathered' AND digest_id IS NULL")


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "officers",
        sa.Column("wants_digest", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    with op.batch_alter_table("messages") as batch_op:
        batch_op.alter_column("case_id", existing_type=base.Identifier(), nullable=True)
        batch_op.add_column(sa.Column("officer_id", base.Identifier(), nullable=True))
        batch_op.add_column(sa.Column("digest_id", base.Identifier(), nullable=True))
    op.create_index("ix_messages_digest_id", "messages", ["digest_id"])
    op.create_index(
        "ix_messages_to_gather",
        "messages",
        ["officer_id"],
        postgresql_where=_TO_GATHER,
        sqlite_where=_TO_GATHER,
    )
