"""The processor's record in the order of its keys, however long it is.

It comes in whatever order the processor likes, once, over the network. SQLite sorts it in a private file of its own
that is gone when it is closed, so that memory holds a page of it at most.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta

from ivr.gateways.payments import Recorded, RecordStatus
from ivr.values import Money

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_TABLE = """
CREATE TABLE charges (reference TEXT PRIMARY KEY, key TEXT, minor INTEGER, currency TEXT, status TEXT, at INTEGER,
                      refunded INTEGER, refunded_currency TEXT, disputed INTEGER, refunds TEXT, call TEXT,
                      line TEXT) WITHOUT ROWID
"""
_Row = tuple[str, str, int, str, RecordStatus, int, int | None, str | None, int, str, str, str]


@contextmanager
def by_key(record: Iterable[Recorded]) -> Iterator[Iterator[Recorded]]:
    """The record's items ordered by key and reference; one listed twice counts once. Raises what reading it raises."""
    with closing(sqlite3.connect("")) as file:  # "": a private file, on disk once it outgrows its cache
        file.execute("PRAGMA journal_mode = OFF")
        file.execute(_TABLE)
        file.executemany(
            "INSERT OR REPLACE INTO charges VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, record)
        )
        file.execute("CREATE INDEX by_key ON charges (key, reference)")
        rows = file.execute("SELECT * FROM charges ORDER BY key, reference")
        yield map(_item, rows)


def _row(item: Recorded) -> _Row:
    back = item.refunded
    return (
        item.reference,
        item.key,
        item.amount.minor_units,
        item.amount.currency,
        item.status,
        (item.at - _EPOCH) // _MICROSECOND,
        None if back is None else back.minor_units,
        None if back is None else back.currency,
        int(item.disputed),
        json.dumps([[name, back.minor_units] for name, back in item.refunds]),
        item.call,
        item.line,
    )


def _item(row: _Row) -> Recorded:
    reference, key, minor, currency, status, at, refunded, refunded_currency, disputed, refunds, call, line = row
    back = None if refunded is None or refunded_currency is None else Money.minor(refunded, refunded_currency)
    return Recorded(
        key=key,
        reference=reference,
        amount=Money.minor(minor, currency),
        status=status,
        at=_EPOCH + timedelta(microseconds=at),
        refunded=back,
        disputed=bool(disputed),
        refunds=tuple((name, Money.minor(count, currency)) for name, count in json.loads(refunds)),
        call=call,
        line=line,
    )
