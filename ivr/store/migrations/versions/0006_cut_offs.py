"""Calls that were cut off at a checkpoint."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ivr.store.schema import Moment

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cut_offs",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("call", sa.String(length=64), nullable=False),
        sa.Column("caller", sa.String(length=64), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=True),
        sa.Column("made", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.Column("taken_by", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("line", "call", name=op.f("pk_cut_offs")),
    )
    op.create_index(op.f("ix_cut_offs_line_caller_made"), "cut_offs", ["line", "caller", "made"])
    op.create_index(op.f("ix_cut_offs_line_taken_by"), "cut_offs", ["line", "taken_by"])


def downgrade() -> None:
    op.drop_index(op.f("ix_cut_offs_line_taken_by"), table_name="cut_offs")
    op.drop_index(op.f("ix_cut_offs_line_caller_made"), table_name="cut_offs")
    op.drop_table("cut_offs")
