"""Texts that were kept before lose the secrets of mailed links, as those that come in now do."""

import sqlalchemy as sa
from alembic import op

from workflows.engine.link_secrets import without_link_secrets

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_KEPT = {
    "responses": ("id",),
    "drafts": ("party_id", "contact_id"),
    "publications": ("id",),
}
"""Tables with a text that a party wrote, and what their rows are known by."""


def upgrade() -> None:
    """Go forward."""
    for table, key in _KEPT.items():
        _cut(sa.table(table, *map(sa.column, (*key, "text"))), key)


def _cut(table: sa.TableClause, key: tuple[str, ...]) -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.select(table))
    found = [row for row in rows if without_link_secrets(row.text) != row.text]
    for row in found:
        known = (table.c[name] == getattr(row, name) for name in key)
        connection.execute(
            sa.update(table).where(*known).values(text=without_link_secrets(row.text))
        )
