"""Which level the factors a caller has shown give them, by policy.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ivr.domain.occasion import Occasion
from ivr.domain.policy import FACTORS, Factor, LevelWord
from ivr.domain.records import Account

_HIGHEST_FIRST: tuple[LevelWord, ...] = ("verified", "identified")


@dataclass(frozen=True)
class Proven:
    """A caller holds the account with this number, to this level, until then. `name` is the holder's."""

    level: LevelWord
    account: str
    factors: tuple[Factor, ...]
    until: datetime
    name: str


def proven(on: Occasion, account: Account, factors: Iterable[Factor]) -> Proven | None:
    """The highest level these factors give; None when they give none."""
    shown = frozenset(factors)
    for level in _HIGHEST_FIRST:
        rule = on.rules.grants.get(level)
        if rule is not None and rule.met(shown):
            ordered = tuple(factor for factor in FACTORS if factor in shown)
            name = on.books.customers.get(account.customer).name
            return Proven(level, account.number, ordered, on.now + timedelta(minutes=rule.minutes), name)
    return None
