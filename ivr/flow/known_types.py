"""The types a line knows by name, and those that verbs give."""

from __future__ import annotations

from collections.abc import Mapping

from ivr.flow.contracts import Contract
from ivr.flow.types import (
    ACCOUNT,
    BOOLEAN,
    CONSENT,
    DATE,
    DIGITS,
    EMAIL,
    MONEY,
    NUMBER,
    PHONE,
    TEXT,
    Choice,
    Field,
    Kind,
    ListOf,
    Record,
    Single,
    Type,
)
from ivr.flow.verbs.ask import Answer

ANSWERS: Mapping[Answer, Type] = {
    Answer.DIGITS: DIGITS, Answer.NUMBER: NUMBER, Answer.MONEY: MONEY, Answer.DATE: DATE, Answer.PHONE: PHONE,
    Answer.EMAIL: EMAIL, Answer.ACCOUNT: ACCOUNT, Answer.CODE: DIGITS, Answer.YES_NO: BOOLEAN,
    Answer.CONSENT: CONSENT, Answer.WORDS: TEXT,
}  # fmt: skip
"""The type of what an ask is `for`."""


def named_types(contracts: Mapping[str, Contract]) -> dict[str, Type]:
    """The names `takes` may use: the kinds of single values, and the records and enumerations of the contracts."""
    found: dict[str, Type] = {str(kind): Single(kind) for kind in Kind}

    def learn(kind: Type) -> None:
        if isinstance(kind, ListOf):
            learn(kind.item)
        elif isinstance(kind, Choice | Record):
            found.setdefault(kind.name, kind)
            for each in kind.fields.values() if isinstance(kind, Record) else ():
                learn(each.type)

    for contract in contracts.values():
        for given in contract.inputs.values():
            learn(given.type)
        if contract.result is not None:
            learn(contract.result)
    return found


def taken(kind: Type | None) -> Type | None:
    """An item taken from a list: the record, with its `position` in the list."""
    if not isinstance(kind, ListOf):
        return None
    return Record(kind.item.name, {**kind.item.fields, "position": Field(NUMBER)})
