"""Where an item stands on its agenda, once that was ordered by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("agenda_items", sa.Column("position", sa.Integer(), nullable=True))
