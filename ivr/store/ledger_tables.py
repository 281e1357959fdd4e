"""Tables of customers, accounts, and the money that moves: see `ivr/domain/records.py` for what they mean."""

from __future__ import annotations

import sqlalchemy as sa

from ivr.store.schema import ID, Moment, belongs_to, currency, line, metadata, minor

customers = sa.Table(
    "customers",
    metadata,
    line(),
    sa.Column("id", ID, primary_key=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("language", sa.String(35), nullable=False),
)

knowledge = sa.Table(
    "knowledge",
    metadata,
    line(),
    sa.Column("customer", ID, primary_key=True),
    sa.Column("question", sa.String(20), primary_key=True),
    sa.Column("answer_hash", ID, nullable=False),
    belongs_to("customer", "customers"),
)

contacts = sa.Table(
    "contacts",
    metadata,
    line(),
    sa.Column("id", ID, primary_key=True),
    sa.Column("customer", ID, nullable=False),
    sa.Column("channel", sa.String(10), nullable=False),
    sa.Column("sent_to", sa.String(320), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    belongs_to("customer", "customers"),
    sa.Index(None, "line", "customer"),
)

accounts = sa.Table(
    "accounts",
    metadata,
    line(),
    sa.Column("id", ID, primary_key=True),
    sa.Column("number", sa.String(40), nullable=False),
    sa.Column("number_hash", ID, nullable=False),
    sa.Column("customer", ID, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("opened", sa.Date, nullable=False),
    minor("balance"),
    currency(),
    sa.Column("locked", sa.Boolean, nullable=False),
    sa.Column("disputed", sa.Boolean, nullable=False),
    sa.Column("closed", sa.Boolean, nullable=False),
    sa.Column("promotion_ends", sa.Date),
    belongs_to("customer", "customers"),
    sa.UniqueConstraint("line", "number_hash"),
    sa.Index(None, "line", "customer"),
)

plans = sa.Table(
    "plans",
    metadata,
    line(),
    sa.Column("id", ID, primary_key=True),
    sa.Column("account", ID, nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    belongs_to("account", "accounts"),
    sa.Index(None, "line", "account"),
)

instalments = sa.Table(
    "instalments",
    metadata,
    line(),
    sa.Column("plan", ID, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("due_date", sa.Date, nullable=False),
    minor("amount"),
    minor("minimum"),
    minor("paid"),
    currency(),
    belongs_to("plan", "plans"),
    sa.CheckConstraint("paid_minor BETWEEN 0 AND amount_minor", name="paid"),
    sa.CheckConstraint("minimum_minor BETWEEN 0 AND amount_minor", name="minimum"),
)

transactions = sa.Table(
    "transactions",
    metadata,
    line(),
    sa.Column("id", ID, primary_key=True),
    sa.Column("account", ID, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("booked", sa.Date, nullable=False),
    minor("amount"),
    currency(),
    sa.Column("kind", sa.String(20), nullable=False),
    belongs_to("account", "accounts"),
    sa.CheckConstraint("amount_minor > 0", name="amount"),
    sa.Index(None, "line", "account", "at"),
)

payments = sa.Table(
    "payments",
    metadata,
    line(),
    sa.Column("id", ID, primary_key=True),
    sa.Column("account", ID, nullable=False),
    sa.Column("call", ID, nullable=False),
    sa.Column("reference", sa.String(16), nullable=False),
    minor("amount"),
    minor("fee"),
    currency(),
    sa.Column("status", sa.String(12), nullable=False),
    sa.Column("card_brand", sa.String(40), nullable=False),
    sa.Column("card_last_four", sa.String(4), nullable=False),
    sa.Column("made", Moment, nullable=False),
    sa.Column("settled", Moment),
    sa.Column("processor", sa.String(200), nullable=False),
    sa.Column("key", sa.String(255), nullable=False, server_default=""),
    belongs_to("account", "accounts"),
    sa.CheckConstraint("amount_minor > 0 AND fee_minor >= 0", name="amount"),
    sa.UniqueConstraint("line", "reference"),
    sa.Index(None, "line", "account"),
    sa.Index(None, "line", "made"),
    sa.Index(None, "line", "key"),
    sa.Index("ix_payments_processor", "processor"),  # the processor's events name no line
)

_unsettled = payments.c.status.in_([sa.literal_column("'pending'"), sa.literal_column("'unknown'")])
one_unsettled = sa.Index(
    "uq_payments_one_unsettled",
    payments.c.line,
    payments.c.account,
    unique=True,
    sqlite_where=_unsettled,
    postgresql_where=_unsettled,
)
"""At most one unsettled payment an account, whatever the code above believes."""
