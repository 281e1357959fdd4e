"""Guessing the agents' PIN, made slow: an agent's number can be called by anybody and as often as they like.

The wrong PINs are counted in the database, over all calls, processes and machines, in windows of ten minutes.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from ivr.store.proofs import SqlCounters
from ivr.store.reach import Within

MOST_WRONG = 12
WINDOW_SECONDS = 600
"""So many wrong PINs in this window and the one before, and none is looked at."""


def accepted(connection: Connection, line: str, now: datetime, *, right: bool) -> bool:
    """Whether a PIN that was keyed counts as right; a wrong one is counted. Of two guesses at once one waits for the
    other: the try is counted before it is looked at, and a right one takes that back."""
    counters = SqlCounters(Within(connection), line)
    window = int(now.timestamp()) // WINDOW_SECONDS
    before = counters.read("agent_pin", "window", str(window - 1), None)
    counting = connection.begin_nested()
    count = counters.count("agent_pin", "window", str(window), None)
    if before + count > MOST_WRONG:
        counting.rollback()  # else whoever goes on guessing keeps the agents out for ever
        return False
    if right:
        counting.rollback()
    else:
        counting.commit()
    return right
