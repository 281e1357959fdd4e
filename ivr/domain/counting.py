"""Counting tries: before they are made, for the call, the account number and the caller; nothing resets the counts."""

from __future__ import annotations

from ivr.domain.occasion import Occasion
from ivr.domain.policy import Limit


def count(on: Occasion, name: str, limit: Limit, subject: str) -> int:
    """Counts one more of `name`, and gives how many are left after it: 0 for the last one, less when used up.

    `subject` is the keyed hash of the account number given, so that a number without an account is counted just as
    one with. Every scope is counted, also after one is used up: a refused try is still a try.
    """
    counters, today = on.books.counters, on.today
    left = [limit.call - counters.count(name, "call", on.call, None)]
    if limit.account_day is not None and subject:
        left.append(limit.account_day - counters.count(name, "account", subject, today))
    if limit.caller_day is not None and on.caller is not None:
        caller = on.books.keys.lookup("caller", on.caller)
        left.append(limit.caller_day - counters.count(name, "caller", caller, today))
    return min(left)
