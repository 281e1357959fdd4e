"""What became of messages, and what kind of line telephone numbers are on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ivr.store.schema import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deliveries",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("call", sa.String(length=64), nullable=False),
        sa.Column("sid", sa.String(length=64), nullable=True),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("error", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_deliveries")),
    )
    op.create_index("ix_deliveries_status_at", "deliveries", ["status", "at"])
    op.create_table(
        "line_types",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("looked_up", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("line", "number", name=op.f("pk_line_types")),
    )


def downgrade() -> None:
    op.drop_table("line_types")
    op.drop_table("deliveries")
