"""Double entries: what they are, and the entry of each thing that moves money.

An entry is one thing that happened; its postings say which books it moved, and by how much. Debits are positive and
credits negative, and the postings of an entry sum to zero in every currency: money comes from somewhere and goes
somewhere. An entry is never changed or taken back; a mistake is mended by an entry that turns it round. An entry's key
names what it books, so that the same thing cannot be booked twice.

What is taken from others: signed postings that sum to zero and entries that are only added to (Modern Treasury, "How to
scale a ledger"; beancount); a unique key an entry and refusal of the same key with other contents (TigerBeetle, "exists
with different ..."); a book for what the processor owes us, held against its own record (Stripe, "Ledger").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Literal

from ivr.domain.promises import Deferral
from ivr.domain.records import Account, Payment
from ivr.values import Money

Book = Literal["receivable", "clearing", "disputes", "fees", "deferrals", "adjustments", "opening"]
BOOKS: tuple[Book, ...] = ("receivable", "clearing", "disputes", "fees", "deferrals", "adjustments", "opening")
"""
receivable    what an account's holder owes (asset; one for each account: its sum is the account's balance).
clearing      what the processor took and owes us (asset).
disputes      what the processor withholds while a card's holder disputes a charge, and ours again if they lose (asset).
fees          the price of paying by telephone (income).
deferrals     the price of more time (income).
adjustments   what was forgiven or corrected by hand (expense).
opening       where balances came from that were there before the ledger (equity).
"""

EntryKind = Literal["opening", "payment", "deferral", "refund", "dispute", "adjustment", "reversal"]
ENTRY_KINDS: tuple[EntryKind, ...] = (
    "opening",
    "payment",
    "deferral",
    "refund",
    "dispute",
    "adjustment",
    "reversal",
)


@dataclass(frozen=True)
class Posting:
    """`amount` is positive for a debit, negative for a credit; `account` is there for the book `receivable` only."""

    book: Book
    amount: Money
    account: str | None = None


@dataclass(frozen=True)
class Entry:
    """One thing that happened, in postings that sum to zero. Raises ValueError for any that do not.

    key       what is booked (`payment/<payment>`): the same key is the same entry.
    at        when it was booked, aware. booked: the day it counts for, on the line's calendar.
    payment   the payment it belongs to. call: the call it came from; "" where there was none.
    """

    key: str
    kind: EntryKind
    at: datetime
    booked: date
    postings: tuple[Posting, ...]
    payment: str | None = None
    call: str = ""
    about: str = ""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("an entry is dated with its zone")
        if len(self.postings) < 2:
            raise ValueError("an entry has two postings or more")
        for posting in self.postings:
            if not posting.amount:
                raise ValueError("a posting of nothing says nothing")
            if (posting.book == "receivable") != (posting.account is not None):
                raise ValueError("receivables have an account, and nothing else has")
        if any(sums(self.postings).values()):
            raise ValueError("the postings of an entry sum to zero in every currency")


def sums(postings: Sequence[Posting]) -> Mapping[str, Decimal]:
    """What postings sum to, by currency."""
    totals: defaultdict[str, Decimal] = defaultdict(Decimal)
    for posting in postings:
        totals[posting.amount.currency] += posting.amount.amount
    return totals


def opening(account: Account) -> Entry | None:
    """The balance an account comes with; None when it has none."""
    if not account.balance:
        return None
    return Entry(
        key=f"opening/{account.id}",
        kind="opening",
        at=datetime.combine(account.opened, time(), UTC),
        booked=account.opened,
        postings=(Posting("receivable", account.balance, account.id), Posting("opening", -account.balance)),
    )


def paid(payment: Payment, at: datetime, booked: date) -> Entry:
    """A payment the processor took: the account owes less, the fee is earned, the processor owes us both."""
    postings = [
        Posting("clearing", payment.total),
        Posting("receivable", -payment.amount, payment.account),
        Posting("fees", -payment.fee),
    ]
    return Entry(
        key=f"payment/{payment.id}",
        kind="payment",
        at=at,
        booked=booked,
        postings=tuple(each for each in postings if each.amount),
        payment=payment.id,
        call=payment.call,
    )


def deferred(deferral: Deferral, at: datetime, booked: date) -> Entry:
    """The price of more time, billed to the account. Only where there is one."""
    return Entry(
        key=f"deferral/{deferral.id}",
        kind="deferral",
        at=at,
        booked=booked,
        postings=(Posting("receivable", deferral.cost, deferral.account), Posting("deferrals", -deferral.cost)),
        call=deferral.call,
    )


def given_back(
    payment: Payment, key: str, parts: tuple[Money, Money], at: datetime, booked: date, book: Book = "clearing"
) -> Entry:
    """A refund (or a charge its holder took back). `parts`: what is owed again, and the fee that is earned no more;
    both negative where a refund failed, and we have the money after all. `book`: where it was."""
    owed, fee = parts
    postings = [Posting(book, -(owed + fee)), Posting("receivable", owed, payment.account), Posting("fees", fee)]
    return Entry(
        key=key,
        kind="refund",
        at=at,
        booked=booked,
        postings=tuple(each for each in postings if each.amount),
        payment=payment.id,
        call=payment.call,
    )


def withheld(payment: Payment, key: str, amount: Money, at: datetime, booked: date) -> Entry:
    """What the processor withholds of a payment that is disputed; negative where we have it again."""
    return Entry(
        key=key,
        kind="dispute",
        at=at,
        booked=booked,
        postings=(Posting("clearing", -amount), Posting("disputes", amount)),
        payment=payment.id,
        call=payment.call,
    )


def adjusted(account: Account, key: str, amount: Money, at: datetime, booked: date, about: str) -> Entry:
    """A correction by hand: a positive `amount` is owed more, a negative one less. `about` says why."""
    return Entry(
        key=f"adjustment/{key}",
        kind="adjustment",
        at=at,
        booked=booked,
        postings=(Posting("receivable", amount, account.id), Posting("adjustments", -amount)),
        about=about,
    )


def turned(entry: Entry, at: datetime, booked: date, about: str) -> Entry:
    """The entry that undoes another; there is but one."""
    return Entry(
        key=f"reversal/{entry.key}",
        kind="reversal",
        at=at,
        booked=booked,
        postings=tuple(Posting(each.book, -each.amount, each.account) for each in entry.postings),
        payment=entry.payment,
        call=entry.call,
        about=about,
    )
