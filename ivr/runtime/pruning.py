"""Forgets what nobody can ask about any more, in batches, beside servers that answer calls.

What stays: the books, cases, payments, calls with their turns (their transcripts), effects, and messages that did not
arrive.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Table, and_, delete, select, tuple_

from ivr.runtime.clock import milliseconds
from ivr.runtime.machine import MACHINE, Machine
from ivr.store.calls import calls
from ivr.store.cut_offs import cut_offs
from ivr.store.database import Database
from ivr.store.deliveries import NOT_RECEIVED, deliveries
from ivr.store.effects import vault
from ivr.store.line_types import line_types
from ivr.store.processor_events import processor_events
from ivr.store.processor_returns import processor_returns
from ivr.store.promise_tables import challenges, claims, counters

log = logging.getLogger(__name__)

KEEP_DAYS = 30
"""For how long at least. Stripe tells an event again for three days by itself, and by hand as long as it keeps it,
which is 30 days (https://docs.stripe.com/webhooks#retries, https://docs.stripe.com/api/events). Twilio's calls last
24 hours at most, and what it tells of them and of messages comes within days."""
BATCH = 500
"""Rows removed in one transaction: milliseconds, in which nobody else's rows are held."""
MOST_BATCHES = 40
"""Of a table in one sweep; the next sweep goes on."""
PAUSE_SECONDS = 0.05


class Pruning:
    """Any number of processes may have one: what one of them removed, the other does not find."""

    def __init__(self, database: Database, days: int, machine: Machine = MACHINE) -> None:
        self._database, self._keep, self._machine = database, timedelta(days=max(days, KEEP_DAYS)), machine

    def sweep(self) -> int:
        """Gives how many rows were forgotten."""
        forgotten = 0
        for table, old in _old(self._machine.now().astimezone(UTC) - self._keep):
            found = self._pruned(table, old)
            forgotten += found
            if found:
                log.info("%d rows of %s were older than %d days", found, table.name, self._keep.days)
        return forgotten

    def _pruned(self, table: Table, old: ColumnElement[bool]) -> int:
        keys, found = list(table.primary_key.columns), 0
        some = select(*keys).where(old).limit(BATCH)
        for _ in range(MOST_BATCHES):
            with self._database.begin() as connection:
                batch = [tuple(row) for row in connection.execute(some)]
                if batch:
                    connection.execute(delete(table).where(tuple_(*keys).in_(batch)))
            found += len(batch)
            if len(batch) < BATCH:
                break
            self._machine.sleep(PAUSE_SECONDS)
        return found


def _old(before: datetime) -> list[tuple[Table, ColumnElement[bool]]]:
    """What may go that is older than `before`, by table."""
    moment = milliseconds(before)
    over = select(calls.c.id).where(calls.c.ended, calls.c.touched < moment)
    return [
        (processor_events, processor_events.c.at < moment),
        # a charge that was never one of ours; what belongs to a payment stays with it
        (processor_returns, and_(processor_returns.c.payment.is_(None), processor_returns.c.at < moment)),
        (deliveries, and_(deliveries.c.at < moment, deliveries.c.status.not_in(NOT_RECEIVED))),
        (counters, and_(counters.c.day != "", counters.c.day < before.date().isoformat())),
        (counters, and_(counters.c.day == "", counters.c.scope == "call", counters.c.subject.in_(over))),
        (challenges, challenges.c.expires < before),
        (claims, claims.c.made < before),
        (cut_offs, cut_offs.c.until < before),
        (line_types, line_types.c.looked_up < before),
        (vault, vault.c.made < moment),
    ]
