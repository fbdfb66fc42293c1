"""What a case is about, who is left out of a hearing and why, and a body's own inner deadline."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("cases", sa.Column("marks", sa.Text(), server_default="", nullable=False))
    op.add_column("hearings", sa.Column("left_out", sa.Text(), server_default="[]", nullable=False))
    op.add_column("parties", sa.Column("inner_due_on", sa.Date(), nullable=True))
    op.create_index("ix_contacts_email", "contacts", ["email"])
