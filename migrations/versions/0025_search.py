"""The words of cases, and by what they are found."""

import sqlalchemy as sa
from alembic import op

from workflows.records import base

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_BY_BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "search_words",
        sa.Column("case_id", base.Identifier(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("stem", _BY_BYTES, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_search_words_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("case_id", "place", "stem", name=op.f("pk_search_words")),
    )
    op.create_index("ix_search_words_stem", "search_words", ["stem", "case_id"], unique=False)
    op.create_table(
        "search_endings",
        sa.Column("ending", _BY_BYTES, nullable=False),
        sa.Column("stem", _BY_BYTES, nullable=False),
        sa.PrimaryKeyConstraint("ending", "stem", name=op.f("pk_search_endings")),
    )
    op.create_table(
        "search_slips",
        sa.Column("slip", _BY_BYTES, nullable=False),
        sa.Column("stem", _BY_BYTES, nullable=False),
        sa.PrimaryKeyConstraint("slip", "stem", name=op.f("pk_search_slips")),
    )
