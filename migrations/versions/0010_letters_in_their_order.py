"""Letters under way stand in the index in the order in which they are taken."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    name, there = "ix_messages_under_way", sa.text("status IN ('pending', 'claimed', 'uncertain')")
    op.drop_index(name, "messages")
    op.create_index(
        name,
        "messages",
        [sa.text("(kind <> 'invitation')"), "next_attempt_at", "id"],
        postgresql_where=there,
        sqlite_where=there,
    )
