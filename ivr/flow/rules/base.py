"""What a rule is."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ivr.flow.analysis import Analysis
from ivr.marks import Complaint


@dataclass(frozen=True)
class Rule:
    """A rule: `ids` are those its complaints may bear (the first is its own)."""

    ids: tuple[str, ...]
    text: str
    check: Callable[[Analysis], Iterable[Complaint]]

    @property
    def id(self) -> str:
        return self.ids[0]


def rule(*ids: str) -> Callable[[Callable[[Analysis], Iterable[Complaint]]], Rule]:
    """Makes a rule of a function; the text is its module's docstring."""

    def make(check: Callable[[Analysis], Iterable[Complaint]]) -> Rule:
        return Rule(ids, inspect.cleandoc(check.__globals__["__doc__"] or ""), check)

    return make
