"""Why an item came late on its agenda, and every version of a decision that was corrected."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_PARTS = ("decision_points", "remarks", "absentees")


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "agenda_items", sa.Column("late_reason", sa.Text(), nullable=False, server_default="")
    )
    # SQLite makes the table of decisions anew, which it refuses while others refer to it.
    for part in _PARTS:
        with op.batch_alter_table(part) as batch_op:
            batch_op.drop_constraint(f"fk_{part}_decision_id_decisions", type_="foreignkey")
    with op.batch_alter_table("decisions") as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("replaced_at", base.Instant(), nullable=True))
        batch_op.drop_constraint("uq_decisions_item_id", type_="unique")
        batch_op.create_unique_constraint("uq_decisions_item_id_version", ["item_id", "version"])
    for part in _PARTS:
        with op.batch_alter_table(part) as batch_op:
            batch_op.create_foreign_key(
                f"fk_{part}_decision_id_decisions", "decisions", ["decision_id"], ["id"]
            )
