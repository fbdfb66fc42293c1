"""Items in the words that a meeting treated them in, and who called a decision in."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("decisions", sa.Column("called_in_by", sa.Text(), nullable=True))
    op.create_table(
        "treated_items",
        sa.Column("item_id", base.Identifier(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_items.id"], name=op.f("fk_treated_items_item_id_agenda_items")
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_treated_items")),
    )
