"""The ledger: entries and postings, that only grow.

Nothing the code before knows is changed, so that its servers go on. What they have booked, and go on booking, is
brought along afterwards (`ivr.store.before_ledger`); the indexes on payments are made in 0009.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ivr.store.schema import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEPT = "the ledger is only added to"
UNBALANCED = "the postings of an entry sum to zero in every currency"
SEALED = "an entry that is booked takes no more postings"
LAB = "EXISTS (SELECT 1 FROM standin_shelf WHERE kind = 'lab' AND key = 'mark')"
"""A database that is a lab's is emptied now and then; it holds nobody's money."""
TABLES = ("ledger_entries", "ledger_postings")

_WRONG = """(SELECT COUNT(*) FROM ledger_postings WHERE line = NEW.line AND entry = NEW.key) < 2
    OR EXISTS (SELECT 1 FROM ledger_postings WHERE line = NEW.line AND entry = NEW.key
               GROUP BY currency HAVING SUM(amount_minor) <> 0)"""
_SEALED = "EXISTS (SELECT 1 FROM ledger_entries WHERE line = NEW.line AND key = NEW.entry)"
_BOOKED = "EXISTS (SELECT 1 FROM ledger_entries WHERE line = NEW.line AND key = NEW.key)"


def upgrade() -> None:
    _key()
    _tables()
    (_triggers_postgresql if op.get_bind().dialect.name == "postgresql" else _triggers_sqlite)()


def _key() -> None:
    """The key it is charged under, which its effect knows; "" where the code before writes a payment."""
    op.add_column("payments", sa.Column("key", sa.String(255), nullable=False, server_default=""))


def _tables() -> None:
    op.create_table(
        "ledger_entries",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("booked", sa.Date(), nullable=False),
        sa.Column("payment", sa.String(length=64), nullable=True),
        sa.Column("call", sa.String(length=64), nullable=False),
        sa.Column("about", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["line", "payment"], ["payments.line", "payments.id"], name=op.f("fk_ledger_entries_line_payment_payments")
        ),
        sa.PrimaryKeyConstraint("line", "key", name=op.f("pk_ledger_entries")),
    )
    op.create_index(op.f("ix_ledger_entries_line_payment"), "ledger_entries", ["line", "payment"])
    op.create_table(
        "ledger_postings",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("entry", sa.String(length=255), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("book", sa.String(length=20), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.CheckConstraint("amount_minor <> 0", name=op.f("ck_ledger_postings_amount")),
        sa.CheckConstraint("(book = 'receivable') = (account IS NOT NULL)", name=op.f("ck_ledger_postings_account")),
        sa.ForeignKeyConstraint(
            ["line", "entry"],
            ["ledger_entries.line", "ledger_entries.key"],
            name=op.f("fk_ledger_postings_line_entry_ledger_entries"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["line", "account"], ["accounts.line", "accounts.id"], name=op.f("fk_ledger_postings_line_account_accounts")
        ),
        sa.PrimaryKeyConstraint("line", "entry", "number", name=op.f("pk_ledger_postings")),
    )
    op.create_index(op.f("ix_ledger_postings_line_account"), "ledger_postings", ["line", "account"])


def _triggers_sqlite() -> None:
    for table in TABLES:
        for change, unless in (("UPDATE", "1"), ("DELETE", f"NOT {LAB}")):
            op.execute(
                f"CREATE TRIGGER {table}_are_kept_{change.lower()} BEFORE {change} ON {table} WHEN {unless} "
                f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
            )
    op.execute(
        "CREATE TRIGGER ledger_entries_balance BEFORE INSERT ON ledger_entries "
        # A REPLACE removes what is there without asking the trigger above.
        f"BEGIN SELECT RAISE(ABORT, '{KEPT}') WHERE {_BOOKED}; SELECT RAISE(ABORT, '{UNBALANCED}') WHERE {_WRONG}; END"
    )
    op.execute(
        "CREATE TRIGGER ledger_postings_are_sealed BEFORE INSERT ON ledger_postings "
        f"BEGIN SELECT RAISE(ABORT, '{SEALED}') WHERE {_SEALED}; END"
    )


def _triggers_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION ledger_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP <> 'UPDATE' AND {LAB} THEN RETURN OLD; END IF; RAISE EXCEPTION '{KEPT}'; END $$"
    )
    op.execute(
        "CREATE FUNCTION ledger_balances() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {_WRONG} THEN RAISE EXCEPTION '{UNBALANCED}'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE FUNCTION ledger_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {_SEALED} THEN RAISE EXCEPTION '{SEALED}'; END IF; RETURN NEW; END $$"
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_are_kept BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION ledger_is_kept()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_are_not_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_kept()"
        )
    op.execute(
        "CREATE TRIGGER ledger_entries_balance BEFORE INSERT ON ledger_entries "
        "FOR EACH ROW EXECUTE FUNCTION ledger_balances()"
    )
    op.execute(
        "CREATE TRIGGER ledger_postings_are_sealed BEFORE INSERT ON ledger_postings "
        "FOR EACH ROW EXECUTE FUNCTION ledger_is_sealed()"
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for name in ("ledger_is_kept", "ledger_balances", "ledger_is_sealed"):
            op.execute(f"DROP FUNCTION {name}()")
    op.drop_column("payments", "key")
