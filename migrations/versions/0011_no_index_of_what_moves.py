"""No index of a case has what each act changes, so that an act leaves all of them as they are."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.drop_index("ix_cases_changed_at", "cases")
    op.drop_index("ix_cases_officer_state", "cases")
    op.create_index("ix_cases_officer_id", "cases", ["officer_id"])
