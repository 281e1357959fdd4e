"""Changing a frozen dataclass: `dataclasses.replace`, for those that a call makes dozens of in a turn."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def changed(value: T, **changes: object) -> T:
    """The same with some fields changed. Only for dataclasses that keep a field for each argument, have no slots and
    check nothing when they are made: `replace` calls `__init__`, which takes six times as long."""
    fields = value.__dict__
    if not changes.keys() <= fields.keys():
        raise TypeError(f"{type(value).__name__} has no {', '.join(sorted(changes.keys() - fields.keys()))}")
    made = object.__new__(type(value))
    made.__dict__.update(fields, **changes)
    return made
