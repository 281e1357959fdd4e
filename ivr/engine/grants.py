"""Grants: what a caller has proven in this call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ivr.flow.contracts import Level


@dataclass(frozen=True)
class Grant:
    """The caller is sure to `level` to be the holder of `account`, proven by `factors`, until `until`."""

    level: Level
    account: str
    factors: tuple[str, ...]
    until: datetime
    name: str = ""
    """The holder's name, as it may be said to them."""


@dataclass(frozen=True)
class Confirmation:
    """A fresh code was given for `action` on `account` with these values (as text); spent by doing it once."""

    action: str
    account: str
    values: Mapping[str, str] = field(hash=False)
    until: datetime
