"""Actions that tests do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from ivr.engine.events import ActionEnded
from ivr.engine.grants import Grant
from ivr.flow.contracts import CONFIRM_CHECK, CONFIRM_SEND, QUEUE_ENTER, Contract, Input, Level
from ivr.flow.types import (
    ACCOUNT,
    CARD,
    CONSENT,
    DATE,
    MONEY,
    REFERENCE,
    TEXT,
    ListOf,
    record,
)

UNTIL = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
VERIFIED = Grant(Level.VERIFIED, "40010001", ("kba", "otp"), UNTIL, "Maria Lopez")
IDENTIFIED = replace(VERIFIED, level=Level.IDENTIFIED, factors=())

OWED = Contract(
    "bill.look",
    "What is owed",
    ("found", "nothing"),
    "found",
    result=record("owed", {"minimum": MONEY, "due": DATE}, full=MONEY),
)
VERIFY = Contract("id.check", "Check", ("right", "wrong"), "right", inputs={"given": Input(TEXT, secret=True)})
CLAIM = Contract("id.claim", "Claim", ("claimed",), "claimed", inputs={"account": Input(ACCOUNT)})
PRIVATE = Contract(
    "bill.private",
    "Something private",
    ("found",),
    "found",
    inputs={"account": Input(ACCOUNT)},
    level=Level.VERIFIED,
    account="account",
)
CHANGE = Contract("bill.change", "Change something", ("changed",), "changed", changes=True)
SLOW = Contract(
    "bill.slow", "Something slow", ("done", "failed"), "done", result=record("slow", reference=REFERENCE), outside=True
)
CHARGE = Contract(
    "bill.charge",
    "Charge",
    ("paid", "declined"),
    "paid",
    inputs={"card": Input(CARD), "agreed": Input(CONSENT)},
    local=("declined",),
    outside=True,
    changes=True,
    says=("full",),
)
MOVE = Contract(
    "date.move",
    "Move the date",
    ("moved",),
    "moved",
    inputs={"account": Input(ACCOUNT), "amount": Input(MONEY)},
    level=Level.VERIFIED,
    account="account",
    changes=True,
    confirms=("amount",),
)
RECENT = Contract(
    "bill.recent",
    "Recent",
    ("found",),
    "found",
    result=ListOf(record("transaction", {"note": TEXT}, amount=MONEY)),
)
_FOR = {"action": Input(TEXT), "values": Input(record("values"))}
SEND = Contract(CONFIRM_SEND, "Send", ("sent", "used_up"), "sent", inputs=_FOR, level=Level.VERIFIED)
CHECK = Contract(
    CONFIRM_CHECK,
    "Check",
    ("right", "wrong", "expired", "used_up"),
    "right",
    inputs=_FOR | {"given": Input(TEXT, secret=True)},
    level=Level.VERIFIED,
)
QUEUE = Contract(
    QUEUE_ENTER,
    "Enter",
    ("open", "closed", "full", "no_agents"),
    "open",
    inputs={"queue": Input(TEXT), "about": Input(TEXT, required=False)},
)

ALL = (OWED, VERIFY, CLAIM, PRIVATE, CHANGE, SLOW, CHARGE, MOVE, RECENT, SEND, CHECK, QUEUE)


def verifying(grant: Grant = VERIFIED) -> ActionEnded:
    return ActionEnded("id.check", "right", grant=grant)
