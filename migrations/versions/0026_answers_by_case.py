"""The answers of a case are found by the case."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_index(op.f("ix_responses_case_id"), "responses", ["case_id"], unique=False)
