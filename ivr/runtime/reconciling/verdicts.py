"""What is wrong with one payment: alone, with its charges, or with a charge that has none of ours.

A verdict is what is wrong, in order; None in it says that something differs, but is too new to be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from ivr.domain.records import UNSETTLED, PaymentStatus
from ivr.gateways.payments import Recorded
from ivr.runtime.reconciling.findings import Finding, Sort
from ivr.runtime.reconciling.period import Period
from ivr.store.booked import Booked
from ivr.values import Money

Verdict = Iterator[Finding | None]

_WAS = {
    PaymentStatus.PENDING: "still under way",
    PaymentStatus.UNKNOWN: "of unknown result",
    PaymentStatus.SUCCEEDED: "paid",
    PaymentStatus.DECLINED: "declined",
    PaymentStatus.FAILED: "given up, with nothing charged",
}
_SAYS = {"succeeded": "taken", "declined": "declined", "pending": "not decided", "canceled": "canceled, nothing taken"}


def alone(payment: Booked, period: Period) -> Verdict:
    """A payment of which the processor has nothing."""
    if payment.status is PaymentStatus.SUCCEEDED:
        if payment.given_back == payment.taken:
            return  # the credit was taken back
        if period.young(payment.settled or payment.made):
            yield None
            return
        yield _finding(
            "missing",
            payment,
            None,
            f"We credited the account with this on {payment.day or payment.made:%Y-%m-%d}; the processor has no charge "
            "under its key.",
            "Look at the processor for the customer's name and amount around that time. If there is no such charge, "
            "nobody paid: take the credit back (ivr ledger refund) and tell the customer.",
        )
    elif payment.status in UNSETTLED:
        yield _unsettled(payment, None, period)


def unknown(charge: Recorded, period: Period) -> Verdict:
    """A charge of which we have nothing. One that took nothing is nobody's loss."""
    if charge.status == "succeeded" and _kept(charge):
        why = "It bears no key of ours: it was made by hand, or by another program." if not charge.key else ""
        yield Finding(
            "unknown",
            f"The processor took this on {charge.at:%Y-%m-%d %H:%M} UTC; our books have no payment under its key. {why}"
            "".rstrip(),
            "Find out from the call or the processor who paid for what. Then credit their account, or give it back.",
            line=charge.line,
            call=charge.call,
            key=charge.key,
            charge=charge.reference,
            theirs=charge.amount,
        )
    elif charge.status == "pending":
        if period.young(charge.at):
            yield None
            return
        yield Finding(
            "unknown",
            f"The processor has had this open since {charge.at:%Y-%m-%d %H:%M} UTC; our books have no such payment.",
            "Cancel it at the processor, or it may still take money that we credit to nobody.",
            line=charge.line,
            call=charge.call,
            key=charge.key,
            charge=charge.reference,
            theirs=charge.amount,
        )


def pair(payment: Booked, charges: Sequence[Recorded], period: Period) -> Verdict:
    """A payment and what the processor has under its key."""
    taken = [charge for charge in charges if charge.status == "succeeded"]
    charge = _meant(payment, taken or charges)
    for other in taken:
        if other is not charge and _kept(other):
            yield _finding(
                "doubled",
                payment,
                other,
                f"The processor took money more than once for this payment: {charge.reference} is in our books, "
                f"{other.reference} came on {other.at:%Y-%m-%d %H:%M} UTC.",
                f"Give {other.reference} back at the processor and tell the customer.",
            )
    if payment.status is PaymentStatus.SUCCEEDED:
        yield from _paid(payment, charge, period)
    elif payment.status in UNSETTLED:
        yield _unsettled(payment, charge, period)
    else:
        yield from _refused(payment, charge, period)


def _paid(payment: Booked, charge: Recorded, period: Period) -> Verdict:
    settled = payment.settled or payment.made
    if charge.status != "succeeded":
        if payment.given_back == payment.taken:
            return
        if period.young(settled):
            yield None
            return
        yield _finding(
            "wrong_status",
            payment,
            charge,
            f"Our books say that this was paid; the processor says: {_SAYS[charge.status]}.",
            "Nobody paid this: take the credit back and tell the customer, unless the processor corrects its record.",
        )
        return
    if charge.amount.currency != payment.taken.currency:
        yield _finding(
            "wrong_currency",
            payment,
            charge,
            f"The processor took {charge.amount.currency}, our books say {payment.taken.currency}.",
            "Give the charge back and take the credit back, or correct the account by what was really paid.",
        )
        return
    if charge.amount != payment.taken:
        more = charge.amount - payment.taken
        what = f"{more} more" if more.amount > 0 else f"{-more} less"
        yield _finding(
            "wrong_amount",
            payment,
            charge,
            f"The processor took {what} than our books say.",
            "Give the difference back." if more.amount > 0 else "Correct the account by the difference: less was paid.",
        )
    yield from _returned(payment, charge)
    if period.too_late(charge.at, settled):
        yield _finding(
            "late",
            payment,
            charge,
            f"Taken on {charge.at:%Y-%m-%d %H:%M} UTC, in our books {_span(settled - charge.at)} later, for the day "
            f"{payment.day or settled:%Y-%m-%d}.",
            "Nothing is lost. Check that no late fee fell on the customer meanwhile, that the day is in the right "
            "month, and why the worker was late (its log).",
        )


def _returned(payment: Booked, charge: Recorded) -> Verdict:
    back = charge.refunded or Money.zero(charge.amount.currency)
    if back == payment.given_back:
        return
    yield _finding(
        "refunded",
        payment,
        charge,
        f"The processor gave back {back}, our books say {payment.given_back}.{_named(payment, charge)}",
        "Book it, so that it is owed again: ivr ledger refund CONFIRMATION AMOUNT --as THE_PROCESSORS_ID"
        if back > payment.given_back
        else "Find out why the refund in our books was not carried out, and carry it out or take it out of the books.",
    )


def _named(payment: Booked, charge: Recorded) -> str:
    """Which refunds are on one side only, where the processor lists them."""
    theirs = dict(charge.refunds)
    lacking = [f"{name} of {amount}" for name, amount in theirs.items() if name not in payment.refunds]
    strange = sorted(payment.refunds - set(theirs)) if theirs or not charge.refunded else []
    said = f" Our books lack {', '.join(lacking)}." if lacking else ""
    return said + (f" The processor lacks {', '.join(strange)}." if strange else "")


def _refused(payment: Booked, charge: Recorded, period: Period) -> Verdict:
    if charge.status == "succeeded" and _kept(charge):
        if period.young(charge.at):
            yield None
            return
        yield _finding(
            "wrong_status",
            payment,
            charge,
            f"The processor took this; our books say: {_WAS[payment.status]}. The customer was told that nothing was "
            "charged.",
            "Give the charge back, or credit the account with it; tell the customer either way.",
        )
    elif charge.status == "pending":
        if period.young(charge.at):
            yield None
            return
        yield _finding(
            "wrong_status",
            payment,
            charge,
            f"Our books say: {_WAS[payment.status]}; the processor may still take it.",
            "Cancel it at the processor.",
        )


def _unsettled(payment: Booked, charge: Recorded | None, period: Period) -> Finding | None:
    if period.young(payment.made):
        return None
    says = "has no charge under its key" if charge is None else f"says: {_SAYS[charge.status]}"
    return _finding(
        "late",
        payment,
        charge,
        f"Our books have had this {_WAS[payment.status]} for {_span(period.read - payment.made)}; "
        f"the processor {says}.",
        "See that 'ivr worker' runs: it asks the processor and settles this. Until then the account takes no other "
        "payment by telephone.",
    )


def _meant(payment: Booked, charges: Sequence[Recorded]) -> Recorded:
    """Which of several charges is the one in our books: by its own name, else by its amount, else the first."""
    named = [charge for charge in charges if payment.processor and charge.reference == payment.processor]
    same = [charge for charge in charges if charge.amount == payment.taken]
    return (*named, *same, *sorted(charges, key=lambda each: (each.at, each.reference)))[0]


def _kept(charge: Recorded) -> bool:
    """Whether anything of what was taken was not given back."""
    return charge.refunded != charge.amount


def _span(time: timedelta) -> str:
    minutes = round(time.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 48 * 60 else f"{minutes // (24 * 60)} days"


def _finding(sort: Sort, payment: Booked, charge: Recorded | None, about: str, remedy: str) -> Finding:
    return Finding(
        sort,
        about,
        remedy,
        line=payment.line,
        call=payment.call,
        payment=payment.reference,
        key=payment.key,
        charge=charge.reference if charge is not None else payment.processor,
        ours=payment.taken,
        theirs=charge.amount if charge is not None else None,
    )
