"""What the business knows: customers, accounts, plans, money moved, promises made.

Frozen rows, as the books give and take them. A row does not name its line: books are bound to one line, and add it.
Ids are text. Those made during a call come from the doing's own key, so that the same doing makes the same row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from ivr.values import Money

Channel = Literal["text", "email"]
LineKind = Literal[
    "mobile",
    "landline",
    "fixed_voip",
    "non_fixed_voip",
    "personal",
    "toll_free",
    "premium",
    "shared_cost",
    "uan",
    "voicemail",
    "pager",
    "unknown",
]
"""What a telephone number is on (https://www.twilio.com/docs/lookup/v2-api/line-type-intelligence). A fixed VoIP line
has an address; one that is not fixed is anybody's for the asking."""
Question = Literal["birth_date", "postcode", "last_payment"]
AccountKind = Literal["loan", "utility", "rent"]
PlanKind = Literal["instalment", "promotion", "bill", "rent"]
Movement = Literal["payment", "charge", "fee", "refund"]

QUESTIONS: tuple[Question, ...] = ("birth_date", "postcode", "last_payment")
ACCOUNT_KINDS: tuple[AccountKind, ...] = ("loan", "utility", "rent")
PLAN_KINDS: tuple[PlanKind, ...] = ("instalment", "promotion", "bill", "rent")
MOVEMENTS: tuple[Movement, ...] = ("payment", "charge", "fee", "refund")


@dataclass(frozen=True)
class Customer:
    """`language` is the tag that letters and texts to them are written in."""

    id: str
    name: str
    language: str


@dataclass(frozen=True)
class Contact:
    """Where a customer is reached: `to` is E.164 for a text, an address for an e-mail. Lower positions come first."""

    id: str
    customer: str
    channel: Channel
    to: str
    position: int


@dataclass(frozen=True)
class Account:
    """`balance` is all that is outstanding: the sum of what is open in its plans' instalments (less than zero when more
    was paid). Only the ledger moves it: an account is added with it, and `update` leaves it alone.

    locked: nobody may be verified for it by telephone; callers must not notice.
    """

    id: str
    number: str
    customer: str
    kind: AccountKind
    opened: date
    balance: Money
    locked: bool = False
    disputed: bool = False
    closed: bool = False
    promotion_ends: date | None = None

    @property
    def last_four(self) -> str:
        return self.number[-4:]


@dataclass(frozen=True)
class Plan:
    """What is paid off or billed under one name ("Refrigerator", "Electricity")."""

    id: str
    account: str
    name: str
    kind: PlanKind


@dataclass(frozen=True)
class Instalment:
    """One amount falling due; a utility's bill and a month's rent are instalments as well.

    `minimum` is the least of it that keeps the account in order (equal to `amount` where there is no such thing).
    """

    plan: str
    number: int
    due_date: date
    amount: Money
    minimum: Money
    paid: Money

    @property
    def open(self) -> Money:
        return self.amount - self.paid


@dataclass(frozen=True)
class Transaction:
    """Money moved. `amount` is positive; `kind` says which way."""

    id: str
    account: str
    at: datetime
    booked: date
    amount: Money
    kind: Movement


class PaymentStatus(StrEnum):
    """pending and unknown are unsettled: while one is, its account takes no other payment."""

    PENDING = "pending"
    UNKNOWN = "unknown"
    SUCCEEDED = "succeeded"
    DECLINED = "declined"
    FAILED = "failed"


UNSETTLED = (PaymentStatus.PENDING, PaymentStatus.UNKNOWN)


@dataclass(frozen=True)
class Payment:
    """A card payment: `amount` goes to the account, `fee` is the telephone's price, the card is charged both.

    reference   the confirmation number the caller hears.   processor   the processor's own name for the charge.
    key         the key it is charged under: the effect's, and so the processor's; "" when that is not known any more.
    """

    id: str
    account: str
    call: str
    reference: str
    amount: Money
    fee: Money
    status: PaymentStatus
    card_brand: str
    card_last_four: str
    made: datetime
    settled: datetime | None = None
    processor: str = ""
    key: str = ""

    @property
    def total(self) -> Money:
        return self.amount + self.fee
