"""How a session was begun."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("sign_ins", sa.Column("way", sa.Text(), nullable=True))
