"""Tables of the ledger: see `ivr/domain/ledger.py` for what they mean.

Postings are written first and their entry last: the entry seals them. The database refuses (migration 0005) an entry
whose postings do not sum to zero, a posting to a sealed entry, and every change or removal; a posting without its entry
cannot be committed. A lab's ledger may be emptied.
"""

from __future__ import annotations

import sqlalchemy as sa

from ivr.store.schema import ID, Moment, belongs_to, currency, line, metadata, minor

KEY = sa.String(255)

ledger_entries = sa.Table(
    "ledger_entries",
    metadata,
    line(),
    sa.Column("key", KEY, primary_key=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("booked", sa.Date, nullable=False),
    sa.Column("payment", ID),
    sa.Column("call", ID, nullable=False),
    sa.Column("about", sa.String(500), nullable=False),
    belongs_to("payment", "payments"),
    sa.Index(None, "line", "payment"),
)

ledger_postings = sa.Table(
    "ledger_postings",
    metadata,
    line(),
    sa.Column("entry", KEY, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("book", sa.String(20), nullable=False),
    sa.Column("account", ID),
    minor("amount"),
    currency(),
    sa.ForeignKeyConstraint(
        ["line", "entry"], ["ledger_entries.line", "ledger_entries.key"], deferrable=True, initially="DEFERRED"
    ),
    belongs_to("account", "accounts"),
    sa.CheckConstraint("amount_minor <> 0", name="amount"),
    sa.CheckConstraint("(book = 'receivable') = (account IS NOT NULL)", name="account"),
    sa.Index(None, "line", "account"),
)
