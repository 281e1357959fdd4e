"""Whether what an action gave is what its contract promises."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from ivr.flow.contracts import COMMON, Contract
from ivr.flow.types import Card, Choice, Consent, Kind, ListOf, Record, Single, Type, Value
from ivr.runtime.action import Ended
from ivr.values import Money

_PYTHON: dict[Kind, type] = {
    Kind.MONEY: Money,
    Kind.DATE: date,
    Kind.TIME: datetime,
    Kind.NUMBER: int,
    Kind.PERCENT: Decimal,
    Kind.BOOLEAN: bool,
    Kind.CARD: Card,
    Kind.CONSENT: Consent,
}


def conforms(contract: Contract, ended: Ended) -> None:
    assert ended.outcome in (*contract.outcomes, *COMMON)
    if ended.outcome in contract.gives:
        assert contract.result is not None
        assert ended.result is not None, f"{contract.name} gives nothing on {ended.outcome}"
        _is(contract.result, ended.result, contract.name)
    else:
        assert ended.result is None, f"{contract.name} promises nothing on {ended.outcome}"


def _is(kind: Type, value: Value, where: str) -> None:
    if isinstance(kind, Record):
        assert isinstance(value, dict), where
        assert set(value) <= set(kind.fields), f"{where}: {set(value) - set(kind.fields)}"
        for name, each in kind.fields.items():
            if each.optional:
                assert value[f"has_{name}"] is (name in value), f"{where}.{name}"
            if name in value:
                _is(each.type, value[name], f"{where}.{name}")
            else:
                assert each.optional, f"{where}.{name} is missing"
    elif isinstance(kind, ListOf):
        assert isinstance(value, list), where
        for item in value:
            _is(kind.item, item, where)
    elif isinstance(kind, Choice):
        assert value in kind.values, f"{where}: {value}"
    else:
        assert isinstance(kind, Single)
        wanted = _PYTHON.get(kind.kind, str)
        assert isinstance(value, wanted), f"{where}: {value!r}"
        assert isinstance(value, bool) is (wanted is bool), f"{where}: {value!r}"
        assert isinstance(value, datetime) is (wanted is datetime), f"{where}: {value!r}"
