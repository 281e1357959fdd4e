"""Indexes of 0005 and 0006 on tables that are in use, made beside those who use them; payments by the processor's name
for them; what is old."""

from __future__ import annotations

from alembic import op

from ivr.store.indexing import Wanted, make_indexes

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WANTED = (
    Wanted("ix_payments_line_made", "payments", ("line", "made")),
    Wanted("ix_payments_line_key", "payments", ("line", "key")),
    Wanted("ix_payments_processor", "payments", ("processor",)),
    Wanted("ix_calls_open", "calls", ("began",), "NOT ended"),
)


def upgrade() -> None:
    make_indexes(*WANTED)


def downgrade() -> None:
    for each in WANTED:
        op.drop_index(each.name, each.table)
