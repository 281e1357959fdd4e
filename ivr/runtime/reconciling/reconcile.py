"""The whole of a reconciliation: both sides read, compared, and the ledger's own balance."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ivr.gateways.payments import PaymentRecord
from ivr.runtime.reconciling.findings import Finding
from ivr.runtime.reconciling.matching import Counts, Scope, compare
from ivr.runtime.reconciling.own import own_faults
from ivr.runtime.reconciling.sorted_record import by_key
from ivr.store.balances import imbalances
from ivr.store.booked import booked, booked_under
from ivr.store.database import Database


def reconcile(database: Database, record: PaymentRecord, scope: Scope, counts: Counts) -> Iterator[Finding]:
    """What differs, one at a time; `counts` is filled on the way.

    The processor's record is read first, to its end and without holding the database: a payment is in our books before
    it is sent, so that whatever is on record there has to be here. Raises GatewayError when it cannot be read.
    """
    since, until = scope.period.margin
    with by_key(record.records(since, until)) as theirs, database.snapshot() as connection:
        ours = booked(connection, scope.line, since, until)
        yield from compare(ours, theirs, scope, partial(booked_under, connection), counts)
        yield from own_faults(imbalances(connection, scope.line))
