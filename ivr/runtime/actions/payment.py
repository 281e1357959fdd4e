"""payment: what may be paid, what paying costs, and the charge itself, which happens outside our database."""

from __future__ import annotations

from ivr.flow.contracts import Contract, Input, Level
from ivr.flow.types import ACCOUNT, BOOLEAN, CARD, CONSENT, MONEY, REFERENCE, record

AMOUNTS = Contract(
    name="payment.amounts",
    title="The amounts the caller may choose to pay",
    inputs={"account": Input(ACCOUNT)},
    outcomes=("found", "nothing_owed", "already_in_progress"),
    normal="found",
    result=record("owed", {"minimum": MONEY, "overdue": MONEY}, full=MONEY, smallest=MONEY),
    gives=("found",),
    level=Level.VERIFIED,
    account="account",
)

PRICE = Contract(
    name="payment.price",
    title="What paying this amount by telephone costs",
    inputs={"account": Input(ACCOUNT), "amount": Input(MONEY)},
    outcomes=("priced",),
    normal="priced",
    result=record("price", amount=MONEY, fee=MONEY, total=MONEY, has_fee=BOOLEAN),
    level=Level.VERIFIED,
    account="account",
)

CHARGE = Contract(
    name="payment.charge",
    title="Charge the caller's card, and book the payment",
    inputs={
        "account": Input(ACCOUNT),
        "card": Input(CARD),
        "amount": Input(MONEY),
        "agreed": Input(CONSENT),
    },
    outcomes=("paid", "declined", "unknown", "already_in_progress"),
    normal="paid",
    result=record("payment", reference=REFERENCE, amount=MONEY, balance=MONEY),
    gives=("paid",),
    local=("declined", "unknown", "already_in_progress"),
    level=Level.VERIFIED,
    account="account",
    outside=True,
    changes=True,
    says=("total", "fee", "-free-way"),
)
