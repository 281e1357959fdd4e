"""Tables of promises, of callers proving themselves, and of callers waiting: see `ivr/domain/promises.py`."""

from __future__ import annotations

import sqlalchemy as sa

from ivr.store.schema import ID, Moment, belongs_to, currency, line, metadata, minor

deferrals = sa.Table(
    "deferrals",
    metadata,
    line(),
    sa.Column("id", ID, primary_key=True),
    sa.Column("account", ID, nullable=False),
    sa.Column("call", ID, nullable=False),
    sa.Column("reference", sa.String(16), nullable=False),
    sa.Column("status", sa.String(12), nullable=False),
    sa.Column("days", sa.Integer, nullable=False),
    sa.Column("why", sa.String(20), nullable=False),
    sa.Column("old_date", sa.Date, nullable=False),
    sa.Column("new_date", sa.Date, nullable=False),
    minor("amount"),
    minor("cost"),
    currency(),
    sa.Column("asked", Moment, nullable=False),
    sa.Column("case_number", sa.String(16)),
    belongs_to("account", "accounts"),
    sa.UniqueConstraint("line", "reference"),
    sa.Index(None, "line", "account", "asked"),
)

cases = sa.Table(
    "cases",
    metadata,
    line(),
    sa.Column("id", ID, primary_key=True),
    sa.Column("number", sa.String(16), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("status", sa.String(12), nullable=False),
    sa.Column("opened", Moment, nullable=False),
    sa.Column("call", ID, nullable=False),
    sa.Column("account", ID),
    sa.Column("phone", sa.String(20)),
    sa.Column("about", sa.String(500), nullable=False),
    belongs_to("account", "accounts"),
    sa.UniqueConstraint("line", "number"),
    sa.Index(None, "line", "account"),
    sa.Index(None, "line", "phone"),
)

claims = sa.Table(
    "claims",
    metadata,
    line(),
    sa.Column("call", ID, primary_key=True),
    sa.Column("subject", ID, nullable=False),
    sa.Column("account", ID),
    sa.Column("question", sa.String(20), nullable=False),
    sa.Column("answer", sa.String(8), nullable=False),
    sa.Column("made", Moment, nullable=False),
    belongs_to("account", "accounts"),
)

challenges = sa.Table(
    "challenges",
    metadata,
    line(),
    sa.Column("id", ID, primary_key=True),
    sa.Column("call", ID, nullable=False),
    sa.Column("purpose", sa.String(10), nullable=False),
    sa.Column("subject", ID, nullable=False),
    sa.Column("account", ID),
    sa.Column("channel", sa.String(10), nullable=False),
    sa.Column("nonce", ID, nullable=False),
    sa.Column("binding", ID, nullable=False),
    sa.Column("made", Moment, nullable=False),
    sa.Column("expires", Moment, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    belongs_to("account", "accounts"),
    sa.Index(None, "line", "call", "purpose"),
)

counters = sa.Table(
    "counters",
    metadata,
    line(),
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("scope", sa.String(20), primary_key=True),
    sa.Column("subject", ID, primary_key=True),
    # "" where a counter has no day: a NULL could not be part of the key.
    sa.Column("day", sa.String(10), primary_key=True),
    sa.Column("counted", sa.Integer, nullable=False),
)

handoffs = sa.Table(
    "handoffs",
    metadata,
    line(),
    sa.Column("call", ID, primary_key=True),
    sa.Column("queue", sa.String(64), nullable=False),
    sa.Column("entered", Moment, nullable=False),
    sa.Column("language", sa.String(35), nullable=False),
    sa.Column("level", sa.String(12), nullable=False),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("last_four", sa.String(4), nullable=False),
    sa.Column("wanted", sa.String(500), nullable=False),
    sa.Column("done", sa.Text, nullable=False),
    sa.Column("phone", sa.String(20)),
    sa.Column("left_at", Moment),
    sa.Column("result", sa.String(40)),
    sa.Index(None, "line", "queue", "entered"),
)

staffing = sa.Table(
    "staffing",
    metadata,
    line(),
    sa.Column("queue", sa.String(64), primary_key=True),
    sa.Column("staffed", sa.Boolean, nullable=False),
)
