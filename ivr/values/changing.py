"""Changing a frozen dataclass: `dataclasses.replace`, for those that a call makes dozens of in a turn."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def changed(value: T, **changes: object) -> T:
    """The same with some fields changed. Only for dataclasses that keep a field for each argument, have no slots and
    check nothing when they are made: `replace` calls `__init__`, which takes seven times as long."""
    before = value.__dict__
    fields = before | changes
    if len(fields) != len(before):
        raise TypeError(f"{type(value).__name__} has no {', '.join(sorted(changes.keys() - before.keys()))}")
    made = object.__new__(type(value))
    object.__setattr__(made, "__dict__", fields)
    return made
