"""A made-up ledger as rows of a database, and what a reconciliation says of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

import sqlalchemy as sa

from ivr.domain.records import PaymentStatus
from ivr.runtime.reconciling.matching import Counts
from ivr.runtime.reconciling.reconcile import reconcile
from ivr.store.database import Database
from ivr.store.entry_tables import ledger_entries, ledger_postings
from ivr.store.ledger_tables import accounts, customers, payments
from tests.support.ledgers import Ledger, Paying, Planted

Rows = defaultdict[str, list[dict[str, object]]]


def write(connection: sa.Connection, made: Ledger) -> None:
    """The ledger's rows, in bulk: as booking one by one writes them, but for the faults."""
    rows: Rows = defaultdict(list)
    balances = dict.fromkeys(made.accounts, 0)
    for payment in made.payments:
        _payment(rows, made, payment, balances)
    connection.execute(sa.insert(customers), {"line": made.line, "id": "c", "name": "C", "language": "en-US"})
    for account, currency in made.accounts.items():
        rows["accounts"].append(
            {
                "line": made.line,
                "id": account,
                "number": account,
                "number_hash": account,
                "customer": "c",
                "kind": "loan",
                "opened": date(2025, 1, 1),
                "balance_minor": balances[account] + made.off.get(account, 0),
                "currency": currency,
                "locked": False,
                "disputed": False,
                "closed": False,
            }
        )
    for table in (accounts, payments, ledger_postings, ledger_entries):
        if rows[table.name]:
            connection.execute(sa.insert(table), rows[table.name])


def _payment(rows: Rows, made: Ledger, payment: Paying, balances: dict[str, int]) -> None:
    currency = payment.total.currency
    rows["payments"].append(
        {
            "line": made.line,
            "id": payment.reference,
            "account": payment.account,
            "call": f"CA{payment.number:032d}",
            "reference": payment.reference,
            "amount_minor": payment.amount.minor_units,
            "fee_minor": payment.fee.minor_units,
            "currency": currency,
            "status": payment.status.value,
            "card_brand": "visa",
            "card_last_four": "4242",
            "made": payment.made,
            "settled": payment.settled,
            "processor": payment.processor,
            "key": made.key(payment),
        }
    )
    if payment.status is not PaymentStatus.SUCCEEDED:
        return
    if payment.booked is not None:
        amount, fee = payment.amount.minor_units, payment.fee.minor_units
        _entry(rows, made, payment, "payment", (amount + fee, -amount, -fee), balances)
    back = payment.given_back.minor_units
    if back:
        owed = min(back, payment.amount.minor_units)
        _entry(rows, made, payment, "refund", (-back, owed, back - owed), balances)


def _entry(
    rows: Rows, made: Ledger, payment: Paying, kind: str, moved: tuple[int, int, int], balances: dict[str, int]
) -> None:
    key = f"{kind}/{payment.reference}"
    at = payment.settled or payment.made
    rows["ledger_entries"].append(
        {
            "line": made.line,
            "key": key,
            "kind": kind,
            "at": at,
            "booked": at.date(),
            "payment": payment.reference,
            "call": f"CA{payment.number:032d}",
            "about": "",
        }
    )
    for number, (book, minor) in enumerate(zip(("clearing", "receivable", "fees"), moved, strict=True)):
        if minor:
            rows["ledger_postings"].append(
                {
                    "line": made.line,
                    "entry": key,
                    "number": number,
                    "book": book,
                    "account": payment.account if book == "receivable" else None,
                    "amount_minor": minor,
                    "currency": payment.total.currency,
                }
            )
    balances[payment.account] += moved[1]


def found(database: Database, made: Ledger, counts: Counts | None = None) -> Planted:
    """What a reconciliation of the ledger finds, as `Planted` names it."""
    told: Planted = Counter()
    for each in reconcile(database, made, made.scope, counts or Counts()):
        about = each.key if each.sort == "ledger" else each.payment or each.charge
        told[each.sort, about] += 1
    return told
