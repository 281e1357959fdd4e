"""Money: at most one charge per intent and of the right amount; the books say what the processor says."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from math import inf
from typing import Any

from ivr.chaos.invariants.evidence import Evidence, Violation, wrong
from ivr.chaos.processor import Charge
from ivr.chaos.story import BEGINS

PROMISED = 15 * 60.0 + 30.0
"""Seconds until a payment is settled or a case for a person; and half a minute for sweeps that come when they come."""


def check(evidence: Evidence) -> Iterator[Violation]:
    by_payment = defaultdict(list)
    ordered = {row["key"]: json.loads(row["payload"]) for row in evidence.effects if row["kind"] == "charge"}
    for charge in evidence.processor.charges.values():
        order = ordered.get(charge.key)
        if order is None:
            yield wrong("one charge per intent", f"{charge.reference} was charged, and nobody ordered it", charge.call)
        else:
            by_payment[order["payment"]].append(charge)
    for row in evidence.payments:
        charges = by_payment.get(row["id"], [])
        yield from _one(evidence, row, charges)
        yield from _settled(evidence, row)
    yield from _one_at_a_time(evidence)
    yield from _intents(evidence)
    yield from _balances(evidence)
    for imbalance in evidence.storage.imbalances():
        yield wrong("ledger balanced", str(imbalance))


def total(row: dict[str, Any]) -> Decimal:
    return Decimal(row["amount_minor"] + row["fee_minor"]) / 100


def seconds(moment: str) -> float:
    """A stored moment as the run's seconds."""
    at = datetime.fromisoformat(moment)
    return ((at if at.tzinfo else at.replace(tzinfo=UTC)) - BEGINS).total_seconds()


def _one(evidence: Evidence, row: dict[str, Any], charges: list[Charge]) -> Iterator[Violation]:
    """One payment and what the processor has of it."""
    call, name = row["call"], f"payment {row['reference']}"
    taken = [charge for charge in charges if charge.status == "succeeded"]
    if len(taken) > 1:
        yield wrong("one charge per intent", f"{name} was charged {len(taken)} times", call)
    for charge in taken:
        if charge.amount.amount != total(row):
            yield wrong("right amount", f"{name} is {total(row)}, charged was {charge.amount}", call)
        agreed = [amounts for record in evidence.of(call) for at, amounts in record.agreed if at <= charge.at]
        heard = frozenset().union(*agreed)
        if charge.amount.amount not in heard:
            yield wrong("right amount", f"{name}: {charge.amount} was charged, and the caller never agreed to it", call)
        elif not any(_said(row) == amounts for amounts in agreed):
            yield wrong("right amount", f"{name}: its amount and fee are not what the caller agreed to", call)
    status = row["status"]
    if taken and status != "succeeded":
        yield wrong("the books agree", f"{name} was charged, the books say {status}", call)
    if not taken and status == "succeeded":
        yield wrong("the books agree", f"{name} was never charged, the books say {status}", call)
    if any(charge.status == "declined" for charge in charges) and status not in ("declined", "failed", "succeeded"):
        yield wrong("the books agree", f"{name} was declined, the books say {status}", call)


def _said(row: dict[str, Any]) -> frozenset[Decimal]:
    """The figures that a caller hears before agreeing: what is paid, the fee if there is one, and the sum."""
    minor = {row["amount_minor"], row["amount_minor"] + row["fee_minor"], row["fee_minor"]} - {0}
    return frozenset(Decimal(each) / 100 for each in minor)


def _settled(evidence: Evidence, row: dict[str, Any]) -> Iterator[Violation]:
    """Every payment comes to its end, or to a person, in time."""
    case = evidence.case_of(row["call"])
    ends = [seconds(each) for each in (row["settled"], case) if each is not None]
    name = f"payment {row['reference']} ({row['status']})"
    if not ends:
        yield wrong("settled or a case", f"{name} was never settled, and nobody was told to", row["call"])
    elif min(ends) - seconds(row["made"]) > PROMISED:
        yield wrong("settled or a case", f"{name} took {min(ends) - seconds(row['made']):.0f} s", row["call"])


def _one_at_a_time(evidence: Evidence) -> Iterator[Violation]:
    """While a payment on an account is unsettled, no other is begun: of two callers one hears that."""
    free: dict[str, float] = {}
    for row in sorted(evidence.payments, key=lambda row: seconds(row["made"])):
        if seconds(row["made"]) < free.get(row["account"], 0.0):
            yield wrong("one payment at a time", f"payment {row['reference']} was begun beside another", row["call"])
        settled = seconds(row["settled"]) if row["settled"] is not None else inf
        free[row["account"]] = max(settled, free.get(row["account"], 0.0))


def _intents(evidence: Evidence) -> Iterator[Violation]:
    """No call pays more often than its caller agreed to pay and gave a card."""
    for record in evidence.records:
        taken = [charge for charge in evidence.processor.succeeded if charge.call == record.call]
        cards = {each.turn for each in evidence.deliveries if each.call == record.call and each.bears("PaymentToken")}
        if len(taken) > min(len(record.agreed), len(cards)):
            what = f"{len(taken)} charges, {len(record.agreed)} consents, {len(cards)} cards"
            yield wrong("one charge per intent", what, record.call)


def _balances(evidence: Evidence) -> Iterator[Violation]:
    """What accounts owe went down by what was paid, once, and up by what more time costs; every payment is on the
    statement, and covers instalments."""
    paid: dict[str, int] = defaultdict(int)
    for row in evidence.payments:
        if row["status"] == "succeeded" and row["id"] not in evidence.before.payments:
            paid[row["account"]] += row["amount_minor"]
    listed: dict[str, int] = defaultdict(int)
    for row in evidence.storage.rows("SELECT id, account, kind, amount_minor FROM transactions"):
        if row["kind"] == "payment" and row["id"] not in evidence.before.transactions:
            listed[row["account"]] += row["amount_minor"]
    cost: dict[str, int] = defaultdict(int)
    for row in evidence.storage.rows("SELECT id, account, cost_minor FROM deferrals WHERE status = 'granted'"):
        if row["id"] not in evidence.before.deferrals:
            cost[row["account"]] += row["cost_minor"]
    for row in evidence.storage.rows("SELECT id, number, balance_minor FROM accounts"):
        account = row["id"]
        fallen = evidence.before.balances[account] - row["balance_minor"] + cost[account]
        if fallen != paid[account] or listed[account] != paid[account]:
            what = f"paid {paid[account]}, owes {fallen} less, listed {listed[account]} (cents)"
            yield wrong("ledger balanced", f"account {row['number']}: {what}")
    covered = (
        evidence.storage.rows("SELECT sum(paid_minor) AS paid FROM instalments")[0]["paid"] - evidence.before.covered
    )
    if covered != sum(paid.values()):
        yield wrong("ledger balanced", f"instalments: {covered} covered, {sum(paid.values())} paid (cents)")
