"""Card payments: offered, begun, and booked with everything that belongs to them in one place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ivr.domain import ledger
from ivr.domain.cases import open_case
from ivr.domain.counting import count
from ivr.domain.messages import Said
from ivr.domain.notices import tell
from ivr.domain.occasion import Occasion
from ivr.domain.owed import cover
from ivr.domain.pricing import amount_in, fee_of
from ivr.domain.promises import Case
from ivr.domain.records import UNSETTLED, Account, Payment, PaymentStatus, Transaction
from ivr.domain.references import reference
from ivr.domain.refusals import NotOffered, TooMany
from ivr.domain.standing import standing
from ivr.values import Money


@dataclass(frozen=True)
class Amounts:
    """What may be paid now. minimum and overdue are there only where they differ from the full amount."""

    full: Money
    minimum: Money | None
    overdue: Money | None
    smallest: Money


def amounts(on: Occasion, account: Account) -> Amounts | None:
    """The amounts to choose from; None when nothing is due."""
    now_owed = standing(on, account).owed
    full = now_owed.due
    if not full:
        return None
    smallest = min(Money.rounded(on.rules.payments.smallest, full.currency), full)
    minimum = now_owed.minimum if smallest <= now_owed.minimum < full else None
    overdue = now_owed.overdue if smallest <= now_owed.overdue < full else None
    return Amounts(full, minimum, overdue if overdue != minimum else None, smallest)


def price(on: Occasion, account: Account, amount: Money) -> Money:
    """The fee for paying this amount by telephone."""
    return fee_of(on.rules.payments.fee(account.kind), amount)


def begin(on: Occasion, account: Account, paid: Money, card: tuple[str, str]) -> Payment | None:
    """A pending payment of `paid` (amount and fee) by `card` (brand, last four); None while another is unsettled.

    The account is locked first, so that of two callers one is told that the other's payment is in progress.
    Raises NotOffered when `paid` is not the price of an amount that may be paid now, TooMany above the limit.
    """
    books = on.books
    account = books.accounts.lock(account.id)
    if books.payments.unsettled(account.id) is not None:
        return None
    subject = books.keys.lookup("account", account.number)
    if count(on, "charges", on.rules.limits.charges, subject) < 0:
        raise TooMany("too many payments were tried today")
    offered = amounts(on, account)
    amount = amount_in(on.rules.payments.fee(account.kind), paid)
    if offered is None or amount is None or not offered.smallest <= amount <= offered.full:
        raise NotOffered("this is not the price of an amount that may be paid now")
    payment = Payment(
        id=books.keys.ident("payment", on.key),
        account=account.id,
        call=on.call,
        reference=reference(on.draw, "payment", books.payments.has_reference),
        amount=amount,
        fee=paid - amount,
        status=PaymentStatus.PENDING,
        card_brand=card[0],
        card_last_four=card[1],
        made=on.now,
        key=on.key,
    )
    books.payments.add(payment)
    return payment


def settle(on: Occasion, payment_id: str, came: PaymentStatus, processor: str) -> tuple[Payment, Money]:
    """Writes down what came of a payment; gives it as it now stands, and what is still due on the account.

    May be told again, and later with more: `unknown` becomes what it was, never the reverse. A success is final: money
    was taken, and nothing told later takes it back here. Success after a refusal is booked for the same reason.
    """
    books = on.books
    payment = books.payments.get(payment_id)
    if payment is None:
        raise NotOffered("no such payment")
    account = books.accounts.lock(payment.account)
    payment = books.payments.get(payment_id) or payment  # as it is now that nobody else writes it
    before = payment.status
    stale = before is PaymentStatus.SUCCEEDED or (came is PaymentStatus.UNKNOWN and before not in UNSETTLED)
    if not stale and came is not before:
        settled = on.now if came in (PaymentStatus.SUCCEEDED, PaymentStatus.DECLINED, PaymentStatus.FAILED) else None
        payment = replace(payment, status=came, settled=settled, processor=processor or payment.processor)
        books.payments.update(payment)
        if came is PaymentStatus.SUCCEEDED:
            _book(on, account, payment)
        elif came is PaymentStatus.UNKNOWN:
            tell(on, account, "text-payment-unknown", f"{payment.id}/unknown", _told(payment, account))
        elif before is PaymentStatus.UNKNOWN:
            # They were told that we are still asking. An answer within the call is heard there.
            tell(on, account, "text-declined", f"{payment.id}/declined", _told(payment, account))
        if came is not PaymentStatus.UNKNOWN:
            _take_back(on, came)
    return payment, standing(on, books.accounts.get(account.id)).owed.due


def hand_over(on: Occasion, payment: Payment) -> Case | None:
    """A payment whose result the processor does not tell becomes a case for a person, once; None when it is settled."""
    if payment.status not in UNSETTLED:
        return None
    return _case(
        on,
        payment,
        "has no known result. The customer was promised an answer, and must not be charged twice",
        on.key,
    )


def _take_back(on: Occasion, came: PaymentStatus) -> None:
    """What a person was to find out is known by now: nobody is to act on a case that says it is not."""
    case = on.books.cases.get(on.books.keys.ident("case", on.key))
    if case is not None and case.kind == "payment" and case.status == "open":
        on.books.cases.update(replace(case, status="closed", about=f"{case.about} Known since: {came.value}."))


CONTESTED = {
    "disputed": "is disputed by the card's holder",
    "amount": "took another amount at the processor than was asked for",
}


def contest(on: Occasion, payment_id: str, how: str) -> tuple[Payment, Money]:
    """What happened to a payment's money at the processor becomes a case for a person, once for each `how`; the books
    stay as they are. Gives the payment, and what is due on its account. Raises NotOffered when there is none."""
    payment = on.books.payments.get(payment_id)
    if payment is None:
        raise NotOffered("no such payment")
    _case(on, payment, CONTESTED[how], f"{on.key}/{how}")
    return payment, standing(on, on.books.accounts.get(payment.account)).owed.due


def _case(on: Occasion, payment: Payment, what: str, key: str) -> Case:
    account = on.books.accounts.lock(payment.account)  # two who come at once make one case
    known = on.books.cases.get(on.books.keys.ident("case", key))
    if known is not None:
        return known
    about = (
        f"The card payment {payment.reference} of {payment.total} (card ending {payment.card_last_four}) {what}. At "
        f"the processor it is {payment.processor or f'named by call {payment.call} in its metadata'}."
    )
    drawn = replace(on, key=key, draw=on.draw or key)  # a booking draws nothing; the doing's own name will do
    return open_case(drawn, "payment", account, about)


def _book(on: Occasion, account: Account, payment: Payment) -> None:
    """Ledger and with it balance, statement, instalments and receipt, all at once."""
    books = on.books
    books.ledger.post(ledger.paid(payment, on.now, on.today))
    moved = Transaction(
        id=books.keys.ident("transaction", payment.id),
        account=account.id,
        at=on.now,
        booked=on.today,
        amount=payment.amount,
        kind="payment",
    )
    books.transactions.add(moved)
    changed, _ = cover(books.plans.instalments(account.id), payment.amount)
    for instalment in changed:
        books.plans.update(instalment)
    account = books.accounts.get(account.id)
    values = {
        **_told(payment, account),
        "fee": payment.fee,
        "date": on.today,
        "balance": standing(on, account).owed.due,
    }
    tell(on, account, "text-receipt", f"{payment.id}/receipt", values)


def _told(payment: Payment, account: Account) -> dict[str, Said]:
    return {
        "amount": payment.total,
        "reference": payment.reference,
        "last_four": account.last_four,
        "card": payment.card_last_four,
    }
