"""Comparing: every kind of change, in the order of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ivr.study.changes.access import access
from ivr.study.changes.branches import branches
from ivr.study.changes.choices import choices
from ivr.study.changes.details import details
from ivr.study.changes.hours import hours
from ivr.study.changes.model import Change, Group, Side
from ivr.study.changes.outcomes import outcomes
from ivr.study.changes.pairs import Pair, pair
from ivr.study.changes.policy import policy
from ivr.study.changes.prompts import prompts
from ivr.study.changes.settings import settings
from ivr.study.changes.steps import steps
from ivr.study.changes.waiting import waiting

KINDS: tuple[Callable[[Pair], Iterable[Change]], ...] = (
    access,
    settings,
    choices,
    outcomes,
    branches,
    waiting,
    steps,
    details,
    prompts,
    hours,
    policy,
)
"""The one place that lists them."""

_ORDER = list(Group)


def compare(before: Side, after: Side) -> tuple[Change, ...]:
    """What is different in `after`: first what is flagged, then group by group; each change once."""
    both = pair(before, after)
    found = dict.fromkeys(change for kind in KINDS for change in kind(both))
    return tuple(sorted(found, key=lambda change: (not change.flagged, _ORDER.index(change.group))))
