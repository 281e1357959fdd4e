"""The actions that the tests of the language know."""

from ivr.flow.contracts import CONFIRM_CHECK, CONFIRM_SEND, Contract, Input, Level
from ivr.flow.types import (
    ACCOUNT,
    CARD,
    CONSENT,
    DATE,
    MONEY,
    NAME,
    NUMBER,
    REFERENCE,
    TEXT,
    Choice,
    ListOf,
    record,
)

OWED = Contract(
    "account.owed",
    "What is owed",
    ("known", "nothing_owed"),
    "known",
    result=record("owed", {"minimum": MONEY, "due_date": DATE}, full=MONEY, kind=Choice("kind", ("loan", "rent"))),
    level=Level.VERIFIED,
)
PRICE = Contract(
    "payment.price",
    "Total and fee",
    ("priced",),
    "priced",
    inputs={"amount": Input(MONEY)},
    result=record("price", total=MONEY, fee=MONEY),
)
CHARGE = Contract(
    "payment.charge",
    "Charge a card",
    ("charged", "declined", "unknown"),
    "charged",
    inputs={"card": Input(CARD), "amount": Input(MONEY), "agreed": Input(CONSENT)},
    result=record("payment", reference=REFERENCE),
    local=("declined", "unknown"),
    outside=True,
    changes=True,
    says=("total", "fee", "-free-way"),
)
RECENT = Contract(
    "account.recent",
    "The latest transactions",
    ("some",),
    "some",
    result=ListOf(record("transaction", amount=MONEY, payee=NAME)),
)
SEND = Contract(
    "otp.send",
    "Send a code",
    ("sent",),
    "sent",
    inputs={"channel": Input(Choice("channel", ("text", "email")), required=False)},
)
CHECK = Contract(
    "otp.check", "Check a code", ("right", "wrong"), "right", inputs={"given": Input(TEXT, secret=True)}
)  # fmt: skip
NOTE = Contract(
    "call.note",
    "Keep a note",
    ("noted",),
    "noted",
    inputs={"text": Input(TEXT), "days": Input(NUMBER, required=False)},
)
DEFER = Contract(
    "deferral.request",
    "Ask for more time",
    ("granted",),
    "granted",
    inputs={"account": Input(ACCOUNT), "days": Input(NUMBER), "new_date": Input(DATE)},
    level=Level.VERIFIED,
    account="account",
    confirms=("days", "new_date"),
)
CONFIRMATION = (
    Contract(CONFIRM_SEND, "Send a code that names something", ("sent", "used_up"), "sent", level=Level.VERIFIED),
    Contract(CONFIRM_CHECK, "Check it", ("right", "wrong", "expired", "used_up"), "right", level=Level.VERIFIED),
)

CONTRACTS = (OWED, PRICE, CHARGE, RECENT, SEND, CHECK, NOTE, DEFER, *CONFIRMATION)
