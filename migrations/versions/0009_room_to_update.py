"""Room to update rows in their page, and indexes of messages without those never looked for."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_UPDATED = ("deadlines", "hearings", "parties")


def upgrade() -> None:
    """Go forward."""
    for column in ("party_id", "digest_id"):
        name, there = f"ix_messages_{column}", sa.text(f"{column} IS NOT NULL")
        op.drop_index(name, "messages")
        op.create_index(name, "messages", [column], postgresql_where=there, sqlite_where=there)
    # An update that finds room in the row's own page leaves every index as it is.
    if op.get_bind().dialect.name == "postgresql":
        for table in _UPDATED:
            op.execute(f"ALTER TABLE {table} SET (fillfactor = 80)")
