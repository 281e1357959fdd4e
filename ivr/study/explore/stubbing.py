"""Stubs as the ends of actions: what `stubs:` of a transcript writes, and what exploring tries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from ivr.engine.advancing import Wanted
from ivr.engine.events import ActionEnded
from ivr.engine.grants import Confirmation, Grant
from ivr.engine.stored import Stored
from ivr.errors import IvrError
from ivr.flow.contracts import COMMON, CONFIRM_CHECK, Contract, Level
from ivr.flow.literals import NotOfType, from_text
from ivr.flow.types import Kind, ListOf, Record, Single, Type, Value
from ivr.transcript import Stub

LASTING = timedelta(days=3650)
"""What a stub proves does not run out during a call, however long its transcript takes."""


class StubError(IvrError):
    """A stub does not fit the action it stands for; the text says why."""


def end_of(stub: Stub, wanted: Wanted, contract: Contract, now: datetime, currency: str) -> ActionEnded:
    """How the action ends by its stub. Raises StubError for an outcome, field or value its contract has not."""
    if stub.do != wanted.action:
        raise StubError(f"the call does {wanted.action}, where its stubs have {stub.do}")
    if stub.outcome not in (*contract.outcomes, *COMMON):
        raise StubError(f"{stub.do} has no outcome '{stub.outcome}'; it has {', '.join(contract.outcomes)}")
    grant = None
    if stub.proves is not None:
        level = Level.of(stub.proves.level)
        grant = Grant(level, stub.proves.account, ("stub",), now + LASTING, name="Jane Doe")
    right = stub.do == CONFIRM_CHECK and stub.outcome == contract.normal
    return ActionEnded(
        action=stub.do,
        outcome=stub.outcome,
        result=_result(stub, contract, currency),
        grant=grant,
        confirmation=_confirmation(wanted, now) if right else None,
    )


def value_of_type(text: str, kind: Type, currency: str) -> Value:
    """`text` as a value of `kind`; moments are ISO 8601 with their offset. Raises NotOfType."""
    if not (isinstance(kind, Single) and kind.kind is Kind.TIME):
        return from_text(text, kind, currency)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise NotOfType(f"'{text}' is not a time such as 2026-12-24T16:00:00-05:00") from error
    if moment.tzinfo is None:
        raise NotOfType(f"'{text}' does not say its offset")
    return moment


def _result(stub: Stub, contract: Contract, currency: str) -> Stored | None:
    kind = contract.result
    if stub.result is None:
        if kind is not None and stub.outcome in contract.gives:
            raise StubError(f"{stub.do} gives a result when it ends in '{stub.outcome}'")
        return None
    if isinstance(kind, ListOf) and not isinstance(stub.result, dict):
        return [_record(stub, each, kind.item, currency) for each in stub.result]
    if isinstance(kind, Record) and isinstance(stub.result, dict):
        return _record(stub, stub.result, kind, currency)
    raise StubError(f"{stub.do} gives {'a list' if isinstance(kind, ListOf) else 'one record' if kind else 'nothing'}")


def _record(stub: Stub, written: Mapping[str, str], kind: Record, currency: str) -> dict[str, Value]:
    made: dict[str, Value] = {}
    for name, text in written.items():
        if name not in kind.fields:
            raise StubError(f"{stub.do} gives no '{name}'; it gives {', '.join(kind.fields)}")
        try:
            made[name] = value_of_type(text, kind.fields[name].type, currency)
        except NotOfType as error:
            raise StubError(f"'{name}' of {stub.do}: {error}") from error
    lacking = [name for name in needed(kind) if name not in made]
    if lacking:
        raise StubError(f"{stub.do} gives {', '.join(lacking)}, too")
    return made


def needed(kind: Record) -> list[str]:
    """The fields every result has: not the optional ones, nor what tells whether those are there."""
    optional = {name for name, field in kind.fields.items() if field.optional}
    return [name for name in kind.fields if name not in optional and name.removeprefix("has_") not in optional]


def _confirmation(wanted: Wanted, now: datetime) -> Confirmation:
    """A right code confirms what it was asked for, whatever that was."""
    action, values = wanted.inputs.get("action"), wanted.inputs.get("values")
    texts = {name: str(text) for name, text in values.items()} if isinstance(values, dict) else {}
    return Confirmation(str(action), wanted.account or "", texts, now + LASTING)
