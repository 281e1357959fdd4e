"""Repositories of plans, transactions and payments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from ivr.domain.records import UNSETTLED, Instalment, Payment, PaymentStatus, Plan, Transaction
from ivr.store.ledger_tables import instalments, payments, plans, transactions
from ivr.store.rows import Repository, Row, in_minor, money


@dataclass(frozen=True)
class SqlPlans(Repository):
    def of(self, account: str) -> Sequence[Plan]:
        query = self._from(plans, account=account).order_by(plans.c.id)
        return [Plan(row["id"], row["account"], row["name"], row["kind"]) for row in self._all(query)]

    def instalments(self, account: str) -> Sequence[Instalment]:
        query = (
            sa.select(instalments)
            .join(plans, (plans.c.line == instalments.c.line) & (plans.c.id == instalments.c.plan))
            .where(plans.c.line == self.line, plans.c.account == account)
            .order_by(instalments.c.due_date, instalments.c.plan, instalments.c.number)
        )
        return [
            Instalment(
                plan=row["plan"],
                number=row["number"],
                due_date=row["due_date"],
                amount=money(row, "amount"),
                minimum=money(row, "minimum"),
                paid=money(row, "paid"),
            )
            for row in self._all(query)
        ]

    def add(self, plan: Plan, instalments: Sequence[Instalment]) -> None:
        self._add(plans, {"id": plan.id, "account": plan.account, "name": plan.name, "kind": plan.kind})
        for instalment in instalments:
            self.add_instalment(instalment)

    def add_instalment(self, instalment: Instalment) -> None:
        self._add(instalments, _instalment(instalment))

    def update(self, instalment: Instalment) -> None:
        self._update(instalments, _instalment(instalment))


def _instalment(instalment: Instalment) -> dict[str, object]:
    return {
        "plan": instalment.plan,
        "number": instalment.number,
        "due_date": instalment.due_date,
        **in_minor(amount=instalment.amount, minimum=instalment.minimum, paid=instalment.paid),
    }


@dataclass(frozen=True)
class SqlTransactions(Repository):
    def recent(self, account: str, count: int) -> Sequence[Transaction]:
        query = self._from(transactions, account=account)
        query = query.order_by(transactions.c.at.desc(), transactions.c.id.desc()).limit(count)
        return [_transaction(row) for row in self._all(query)]

    def last_payment(self, account: str) -> Transaction | None:
        query = self._from(transactions, account=account, kind="payment")
        row = self._one(query.order_by(transactions.c.at.desc(), transactions.c.id.desc()).limit(1))
        return None if row is None else _transaction(row)

    def add(self, transaction: Transaction) -> None:
        self._add(
            transactions,
            {
                "id": transaction.id,
                "account": transaction.account,
                "at": transaction.at,
                "booked": transaction.booked,
                "kind": transaction.kind,
                **in_minor(amount=transaction.amount),
            },
        )


def _transaction(row: Row) -> Transaction:
    return Transaction(row["id"], row["account"], row["at"], row["booked"], money(row, "amount"), row["kind"])


@dataclass(frozen=True)
class SqlPayments(Repository):
    def get(self, payment: str) -> Payment | None:
        row = self._row(payments, id=payment)
        return None if row is None else payment_of(row)

    def unsettled(self, account: str) -> Payment | None:
        row = self._one(self._from(payments, account=account).where(payments.c.status.in_(UNSETTLED)))
        return None if row is None else payment_of(row)

    def of(self, account: str) -> Sequence[Payment]:
        query = self._from(payments, account=account).order_by(payments.c.made.desc(), payments.c.id)
        return [payment_of(row) for row in self._all(query)]

    def by_reference(self, reference: str) -> Payment | None:
        row = self._row(payments, reference=reference)
        return None if row is None else payment_of(row)

    def has_reference(self, reference: str) -> bool:
        return self._row(payments, reference=reference) is not None

    def add(self, payment: Payment) -> None:
        self._add(payments, _payment_values(payment))

    def update(self, payment: Payment) -> None:
        self._update(payments, _payment_values(payment))


def payment_of(row: Row) -> Payment:
    return Payment(
        id=row["id"],
        account=row["account"],
        call=row["call"],
        reference=row["reference"],
        amount=money(row, "amount"),
        fee=money(row, "fee"),
        status=PaymentStatus(row["status"]),
        card_brand=row["card_brand"],
        card_last_four=row["card_last_four"],
        made=row["made"],
        settled=row["settled"],
        processor=row["processor"],
        key=row["key"],
    )


def _payment_values(payment: Payment) -> dict[str, object]:
    return {
        "id": payment.id,
        "account": payment.account,
        "call": payment.call,
        "reference": payment.reference,
        "status": payment.status.value,
        "card_brand": payment.card_brand,
        "card_last_four": payment.card_last_four,
        "made": payment.made,
        "settled": payment.settled,
        "processor": payment.processor,
        "key": payment.key,
        **in_minor(amount=payment.amount, fee=payment.fee),
    }
