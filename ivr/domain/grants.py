"""Which level the factors a caller has shown give them, by policy.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ivr.domain.policy import FACTORS, Factor, LevelWord, Rules

_HIGHEST_FIRST: tuple[LevelWord, ...] = ("verified", "identified")


@dataclass(frozen=True)
class Proven:
    """A caller holds the account with this number, to this level, until then."""

    level: LevelWord
    account: str
    factors: tuple[Factor, ...]
    until: datetime


def proven(rules: Rules, account: str, factors: Iterable[Factor], now: datetime) -> Proven | None:
    """The highest level these factors give; None when they give none."""
    shown = frozenset(factors)
    for level in _HIGHEST_FIRST:
        rule = rules.grants.get(level)
        if rule is not None and rule.met(shown):
            ordered = tuple(factor for factor in FACTORS if factor in shown)
            return Proven(level, account, ordered, now + timedelta(minutes=rule.minutes))
    return None
