"""Repositories of deferrals and cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ivr.domain.promises import Case, Deferral
from ivr.store.promise_tables import cases, deferrals
from ivr.store.rows import Repository, Row, in_minor, money


@dataclass(frozen=True)
class SqlDeferrals(Repository):
    def get(self, deferral: str) -> Deferral | None:
        row = self._row(deferrals, id=deferral)
        return None if row is None else _deferral(row)

    def of(self, account: str) -> Sequence[Deferral]:
        query = self._from(deferrals, account=account).order_by(deferrals.c.asked.desc(), deferrals.c.id)
        return [_deferral(row) for row in self._all(query)]

    def has_reference(self, reference: str) -> bool:
        return self._row(deferrals, reference=reference) is not None

    def add(self, deferral: Deferral) -> None:
        self._add(deferrals, _deferral_values(deferral))

    def update(self, deferral: Deferral) -> None:
        self._update(deferrals, _deferral_values(deferral))


def _deferral(row: Row) -> Deferral:
    return Deferral(
        id=row["id"],
        account=row["account"],
        call=row["call"],
        reference=row["reference"],
        status=row["status"],
        days=row["days"],
        why=row["why"],
        old_date=row["old_date"],
        new_date=row["new_date"],
        amount=money(row, "amount"),
        cost=money(row, "cost"),
        asked=row["asked"],
        case=row["case_number"],
    )


def _deferral_values(deferral: Deferral) -> dict[str, object]:
    return {
        "id": deferral.id,
        "account": deferral.account,
        "call": deferral.call,
        "reference": deferral.reference,
        "status": deferral.status,
        "days": deferral.days,
        "why": deferral.why,
        "old_date": deferral.old_date,
        "new_date": deferral.new_date,
        "asked": deferral.asked,
        "case_number": deferral.case,
        **in_minor(amount=deferral.amount, cost=deferral.cost),
    }


@dataclass(frozen=True)
class SqlCases(Repository):
    def get(self, case: str) -> Case | None:
        row = self._row(cases, id=case)
        return None if row is None else _case(row)

    def by_number(self, number: str) -> Case | None:
        row = self._row(cases, number=number)
        return None if row is None else _case(row)

    def of(self, account: str) -> Sequence[Case]:
        query = self._from(cases, account=account).order_by(cases.c.opened.desc(), cases.c.id)
        return [_case(row) for row in self._all(query)]

    def open_callback(self, phone: str) -> Case | None:
        query = self._from(cases, phone=phone, kind="callback", status="open").order_by(cases.c.opened.desc()).limit(1)
        row = self._one(query)
        return None if row is None else _case(row)

    def all(self) -> Sequence[Case]:
        return [_case(row) for row in self._all(self._from(cases).order_by(cases.c.opened.desc(), cases.c.id))]

    def add(self, case: Case) -> None:
        self._add(cases, _case_values(case))

    def update(self, case: Case) -> None:
        self._update(cases, _case_values(case))


_CASE_FIELDS = ("id", "number", "kind", "status", "opened", "call", "account", "phone", "about")


def _case(row: Row) -> Case:
    return Case(**{name: row[name] for name in _CASE_FIELDS})


def _case_values(case: Case) -> dict[str, object]:
    return {name: getattr(case, name) for name in _CASE_FIELDS}
