"""Customers, accounts, money, promises, callers proving themselves, callers waiting."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ivr.store.schema import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counters",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("line", "name", "scope", "subject", "day", name=op.f("pk_counters")),
    )
    op.create_table(
        "customers",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.PrimaryKeyConstraint("line", "id", name=op.f("pk_customers")),
    )
    op.create_table(
        "handoffs",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("call", sa.String(length=64), nullable=False),
        sa.Column("queue", sa.String(length=64), nullable=False),
        sa.Column("entered", Moment(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("last_four", sa.String(length=4), nullable=False),
        sa.Column("wanted", sa.String(length=500), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("left_at", Moment(), nullable=True),
        sa.Column("result", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("line", "call", name=op.f("pk_handoffs")),
    )
    op.create_index(op.f("ix_handoffs_line_queue_entered"), "handoffs", ["line", "queue", "entered"], unique=False)
    op.create_table(
        "staffing",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("queue", sa.String(length=64), nullable=False),
        sa.Column("staffed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("line", "queue", name=op.f("pk_staffing")),
    )
    op.create_table(
        "accounts",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("number_hash", sa.String(length=64), nullable=False),
        sa.Column("customer", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("opened", sa.Date(), nullable=False),
        sa.Column("balance_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("promotion_ends", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["line", "customer"], ["customers.line", "customers.id"], name=op.f("fk_accounts_line_customer_customers")
        ),
        sa.PrimaryKeyConstraint("line", "id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("line", "number_hash", name=op.f("uq_accounts_line_number_hash")),
    )
    op.create_index(op.f("ix_accounts_line_customer"), "accounts", ["line", "customer"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("customer", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("sent_to", sa.String(length=320), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line", "customer"], ["customers.line", "customers.id"], name=op.f("fk_contacts_line_customer_customers")
        ),
        sa.PrimaryKeyConstraint("line", "id", name=op.f("pk_contacts")),
    )
    op.create_index(op.f("ix_contacts_line_customer"), "contacts", ["line", "customer"], unique=False)
    op.create_table(
        "knowledge",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("customer", sa.String(length=64), nullable=False),
        sa.Column("question", sa.String(length=20), nullable=False),
        sa.Column("answer_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["line", "customer"], ["customers.line", "customers.id"], name=op.f("fk_knowledge_line_customer_customers")
        ),
        sa.PrimaryKeyConstraint("line", "customer", "question", name=op.f("pk_knowledge")),
    )
    op.create_table(
        "cases",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("opened", Moment(), nullable=False),
        sa.Column("call", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("about", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["line", "account"], ["accounts.line", "accounts.id"], name=op.f("fk_cases_line_account_accounts")
        ),
        sa.PrimaryKeyConstraint("line", "id", name=op.f("pk_cases")),
        sa.UniqueConstraint("line", "number", name=op.f("uq_cases_line_number")),
    )
    op.create_index(op.f("ix_cases_line_account"), "cases", ["line", "account"], unique=False)
    op.create_index(op.f("ix_cases_line_phone"), "cases", ["line", "phone"], unique=False)
    op.create_table(
        "challenges",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("call", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=True),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("binding", sa.String(length=64), nullable=False),
        sa.Column("made", Moment(), nullable=False),
        sa.Column("expires", Moment(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["line", "account"], ["accounts.line", "accounts.id"], name=op.f("fk_challenges_line_account_accounts")
        ),
        sa.PrimaryKeyConstraint("line", "id", name=op.f("pk_challenges")),
    )
    op.create_index(op.f("ix_challenges_line_call_purpose"), "challenges", ["line", "call", "purpose"], unique=False)
    op.create_table(
        "claims",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("call", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=True),
        sa.Column("question", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("made", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line", "account"], ["accounts.line", "accounts.id"], name=op.f("fk_claims_line_account_accounts")
        ),
        sa.PrimaryKeyConstraint("line", "call", name=op.f("pk_claims")),
    )
    op.create_table(
        "deferrals",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("call", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("old_date", sa.Date(), nullable=False),
        sa.Column("new_date", sa.Date(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("cost_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("asked", Moment(), nullable=False),
        sa.Column("case_number", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["line", "account"], ["accounts.line", "accounts.id"], name=op.f("fk_deferrals_line_account_accounts")
        ),
        sa.PrimaryKeyConstraint("line", "id", name=op.f("pk_deferrals")),
        sa.UniqueConstraint("line", "reference", name=op.f("uq_deferrals_line_reference")),
    )
    op.create_index(op.f("ix_deferrals_line_account_asked"), "deferrals", ["line", "account", "asked"], unique=False)
    op.create_table(
        "payments",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("call", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("fee_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("card_brand", sa.String(length=40), nullable=False),
        sa.Column("card_last_four", sa.String(length=4), nullable=False),
        sa.Column("made", Moment(), nullable=False),
        sa.Column("settled", Moment(), nullable=True),
        sa.Column("processor", sa.String(length=200), nullable=False),
        sa.CheckConstraint("amount_minor > 0 AND fee_minor >= 0", name=op.f("ck_payments_amount")),
        sa.ForeignKeyConstraint(
            ["line", "account"], ["accounts.line", "accounts.id"], name=op.f("fk_payments_line_account_accounts")
        ),
        sa.PrimaryKeyConstraint("line", "id", name=op.f("pk_payments")),
        sa.UniqueConstraint("line", "reference", name=op.f("uq_payments_line_reference")),
    )
    op.create_index(op.f("ix_payments_line_account"), "payments", ["line", "account"], unique=False)
    op.create_index(
        "uq_payments_one_unsettled",
        "payments",
        ["line", "account"],
        unique=True,
        sqlite_where=sa.text("status IN ('pending', 'unknown')"),
        postgresql_where=sa.text("status IN ('pending', 'unknown')"),
    )
    op.create_table(
        "plans",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["line", "account"], ["accounts.line", "accounts.id"], name=op.f("fk_plans_line_account_accounts")
        ),
        sa.PrimaryKeyConstraint("line", "id", name=op.f("pk_plans")),
    )
    op.create_index(op.f("ix_plans_line_account"), "plans", ["line", "account"], unique=False)
    op.create_table(
        "transactions",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("booked", sa.Date(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_transactions_amount")),
        sa.ForeignKeyConstraint(
            ["line", "account"], ["accounts.line", "accounts.id"], name=op.f("fk_transactions_line_account_accounts")
        ),
        sa.PrimaryKeyConstraint("line", "id", name=op.f("pk_transactions")),
    )
    op.create_index(op.f("ix_transactions_line_account_at"), "transactions", ["line", "account", "at"], unique=False)
    op.create_table(
        "instalments",
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("plan", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_date", sa.Date(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("minimum_minor", sa.BigInteger(), nullable=False),
        sa.Column("paid_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.CheckConstraint("minimum_minor BETWEEN 0 AND amount_minor", name=op.f("ck_instalments_minimum")),
        sa.CheckConstraint("paid_minor BETWEEN 0 AND amount_minor", name=op.f("ck_instalments_paid")),
        sa.ForeignKeyConstraint(
            ["line", "plan"], ["plans.line", "plans.id"], name=op.f("fk_instalments_line_plan_plans")
        ),
        sa.PrimaryKeyConstraint("line", "plan", "number", name=op.f("pk_instalments")),
    )


def downgrade() -> None:
    op.drop_table("instalments")
    op.drop_index(op.f("ix_transactions_line_account_at"), table_name="transactions")
    op.drop_table("transactions")
    op.drop_index(op.f("ix_plans_line_account"), table_name="plans")
    op.drop_table("plans")
    op.drop_index(
        "uq_payments_one_unsettled",
        table_name="payments",
        sqlite_where=sa.text("status IN ('pending', 'unknown')"),
        postgresql_where=sa.text("status IN ('pending', 'unknown')"),
    )
    op.drop_index(op.f("ix_payments_line_account"), table_name="payments")
    op.drop_table("payments")
    op.drop_index(op.f("ix_deferrals_line_account_asked"), table_name="deferrals")
    op.drop_table("deferrals")
    op.drop_table("claims")
    op.drop_index(op.f("ix_challenges_line_call_purpose"), table_name="challenges")
    op.drop_table("challenges")
    op.drop_index(op.f("ix_cases_line_phone"), table_name="cases")
    op.drop_index(op.f("ix_cases_line_account"), table_name="cases")
    op.drop_table("cases")
    op.drop_table("knowledge")
    op.drop_index(op.f("ix_contacts_line_customer"), table_name="contacts")
    op.drop_table("contacts")
    op.drop_index(op.f("ix_accounts_line_customer"), table_name="accounts")
    op.drop_table("accounts")
    op.drop_table("staffing")
    op.drop_index(op.f("ix_handoffs_line_queue_entered"), table_name="handoffs")
    op.drop_table("handoffs")
    op.drop_table("customers")
    op.drop_table("counters")
