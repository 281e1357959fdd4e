"""The variables a flow sees: its own, and the line's `call` and `caller`."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ivr.engine import proven
from ivr.engine.call import Frame, State
from ivr.flow.line import Line
from ivr.flow.types import ListOf, Record, Type, Value


def scope_of(line: Line, state: State, frame: Frame | None = None) -> dict[str, Value]:
    """Of the run that is walked, or of another."""
    return {**(frame or state.frame).variables, **surrounding(line, state)}


def surrounding(line: Line, state: State) -> dict[str, Value]:
    """What every flow sees."""
    return {"call": _call(line, state), "caller": _caller(state)}


def _call(line: Line, state: State) -> Value:
    here = state.now.astimezone(ZoneInfo(line.settings.time_zone))
    call: dict[str, Value] = {"language": state.language, "today": here.date(), "now": here}
    call["has_from"] = state.caller is not None
    if state.caller is not None:
        call["from"] = state.caller
    return call


def _caller(state: State) -> Value:
    account, name = proven.account(state), proven.name(state)
    caller: dict[str, Value] = {"assurance": proven.level(state).word}
    caller["has_account"], caller["has_name"] = account is not None, name is not None
    if account is not None:
        caller["account"] = account
    if name is not None:
        caller["name"] = name
    return caller


def completed(value: Value, kind: Type | None) -> Value:
    """A result as flows see it: every optional field has its boolean companion, every item of a list its position."""
    if isinstance(kind, ListOf) and isinstance(value, list):
        items = (completed(item, kind.item) for item in value)
        return [
            {**item, "position": number} if isinstance(item, dict) else item for number, item in enumerate(items, 1)
        ]
    if isinstance(kind, Record) and isinstance(value, dict):
        whole = {
            name: completed(item, kind.fields[name].type if name in kind.fields else None)
            for name, item in value.items()
        }
        for name, field in kind.fields.items():
            if field.optional:
                whole[f"has_{name}"] = name in value
        return whole
    return value
