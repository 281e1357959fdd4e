"""Queues: whether a caller may wait now."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ivr.domain.hours import Hours
from ivr.domain.opening import describe
from ivr.domain.ports import Books

Entry = Literal["open", "closed", "full", "no_agents"]


def may_enter(books: Books, hours: Hours, queue: str, at: datetime) -> Entry:
    """`at` is in the line's zone. Raises NoSuchQueue."""
    if not describe(hours, queue, at).open:
        return "closed"
    if not books.handoffs.staffed(queue):
        return "no_agents"
    if len(books.handoffs.waiting(queue)) >= hours.queues[queue].room:
        return "full"
    return "open"
