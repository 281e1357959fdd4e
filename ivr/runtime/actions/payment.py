"""payment: what may be paid, what paying costs, and the charge itself, which happens outside our database."""

from __future__ import annotations

from ivr.domain import earlier_payments, payments
from ivr.domain.records import UNSETTLED, PaymentStatus
from ivr.domain.refusals import NotNow, NotOffered
from ivr.domain.standing import standing
from ivr.flow.contracts import Contract, Input, Level
from ivr.flow.types import ACCOUNT, BOOLEAN, CARD, CONSENT, MONEY, REFERENCE, Card, Consent, Value, record
from ivr.runtime.action import Action, Booking, Context, Ended, Inputs, Inside, Outside, Performed, Prepared
from ivr.runtime.actions.frame import booking_occasion, fields, given, occasion, proven_account
from ivr.values import Money

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

EARLIER = Contract(
    name="payment.earlier",
    title="What became of the payment in the call that was cut off",
    inputs={"account": Input(ACCOUNT)},
    outcomes=("paid", "in_progress", "none"),
    normal="paid",
    result=record("payment", reference=REFERENCE, amount=MONEY, balance=MONEY),
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
    costs=("paid", "unknown"),
)


def amounts(context: Context, inputs: Inputs) -> Ended:
    account = proven_account(context, inputs)
    if context.books.payments.unsettled(account.id) is not None:
        return Ended("already_in_progress")
    offered = payments.amounts(occasion(context), account)
    if offered is None:
        return Ended("nothing_owed")
    if "charge" in context.shut:  # rather than after two minutes of keying a card
        raise NotNow("cards are not charged just now")
    optional: dict[str, Value | None] = {"minimum": offered.minimum, "overdue": offered.overdue}
    return Ended("found", fields(optional, full=offered.full, smallest=offered.smallest))


def price(context: Context, inputs: Inputs) -> Ended:
    amount = given(inputs, "amount", Money)
    fee = payments.price(occasion(context), proven_account(context, inputs), amount)
    return Ended("priced", {"amount": amount, "fee": fee, "total": amount + fee, "has_fee": bool(fee)})


def earlier(context: Context, inputs: Inputs) -> Ended:
    on, account = occasion(context), proven_account(context, inputs)
    payment = earlier_payments.earlier(on, account)
    if payment is None:
        return Ended("none")
    if payment.status in UNSETTLED:
        return Ended("in_progress")
    balance = standing(on, account).owed.due
    return Ended("paid", {"reference": payment.reference, "amount": payment.total, "balance": balance})


def prepare(context: Context, inputs: Inputs) -> Prepared | Ended:
    card, total = given(inputs, "card", Card), given(inputs, "amount", Money)
    if not given(inputs, "agreed", Consent).covers(total):
        raise NotOffered("the caller agreed to another amount")
    account = proven_account(context, inputs)
    payment = payments.begin(occasion(context), account, total, (card.brand, card.last_four))
    if payment is None:
        return Ended("already_in_progress")
    payload = {"payment": payment.id, "amount": str(total.amount), "currency": total.currency}
    return Prepared("charge", {**payload, "reference": payment.reference}, card.ref)


def book(booking: Booking, performed: Performed) -> Ended:
    on, name = booking_occasion(booking), str(booking.payload["payment"])
    if performed.status == "contested":
        payment, due = payments.contest(on, name, performed.detail)
    else:
        overdue = performed.status == "overdue"
        came = PaymentStatus.UNKNOWN if overdue else PaymentStatus(performed.status)
        payment, due = payments.settle(on, name, came, performed.reference)
        if overdue:
            payments.hand_over(on, payment)
    if payment.status is PaymentStatus.SUCCEEDED:
        result: Value = {"reference": payment.reference, "amount": payment.total, "balance": due}
        return Ended("paid", result, note=f"paid {payment.total}, reference {payment.reference}")
    if payment.status is PaymentStatus.DECLINED:
        return Ended("declined", note=f"card declined for {payment.total}")
    if payment.status is PaymentStatus.FAILED:
        return Ended("unavailable", note="payment could not be made; nothing was charged")
    return Ended("unknown", note=f"payment of {payment.total} of unknown result, reference {payment.reference}")


ACTIONS: tuple[Action, ...] = (
    Inside(AMOUNTS, amounts, reads=True),
    Inside(EARLIER, earlier, reads=True),
    Inside(PRICE, price, reads=True),
    Outside(CHARGE, prepare, book),
)
