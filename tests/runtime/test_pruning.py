"""What is old is forgotten, in batches, and nothing that is new or still wanted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import func, insert, select

from ivr.runtime import pruning
from ivr.runtime.clock import milliseconds, real_now
from ivr.runtime.pruning import BATCH, Pruning
from ivr.store.calls import calls
from ivr.store.database import Database
from ivr.store.deliveries import deliveries
from ivr.store.processor_events import processor_events
from ivr.store.processor_returns import processor_returns
from ivr.store.promise_tables import counters


def _event(name: str, at: int) -> Mapping[str, object]:
    return {"id": name, "kind": "refund.created", "reference": "pi", "key": "", "result": "noted", "at": at}


def test_what_is_old_goes_and_what_is_new_stays(database: Database) -> None:
    now = real_now()
    old, new = (milliseconds(now - timedelta(days=days)) for days in (31, 29))
    sent = {"line": "l", "call": "c", "detail": ""}
    back = {"kind": "refund", "reference": "pi", "amount_minor": 5, "currency": "USD", "state": 1, "at": old}
    call = {"line": "l", "version": "v", "called": "+1", "next_turn": 1, "state": "{}", "began": old}
    counted = {"line": "l", "name": "codes", "counted": 1}
    day, today = ((now - timedelta(days=days)).date().isoformat() for days in (40, 0))
    rows: list[tuple[object, list[Mapping[str, object]]]] = [
        (processor_events, [*(_event(f"old-{n}", old) for n in range(BATCH + 7)), _event("new", new)]),
        (
            processor_returns,
            [{**back, "id": "re_stranger", "payment": None}, {**back, "id": "re_ours", "line": "l", "payment": "p"}],
        ),
        (
            deliveries,
            [
                {**sent, "key": "arrived", "status": "delivered", "at": old},
                {**sent, "key": "lost", "status": "undelivered", "at": old},
                {**sent, "key": "lately", "status": "delivered", "at": new},
            ],
        ),
        (
            calls,
            [
                {**call, "id": "over", "ended": True, "touched": old},
                {**call, "id": "on", "ended": False, "touched": old},
            ],
        ),
        (
            counters,
            [
                {**counted, "scope": "account", "subject": "s", "day": day},
                {**counted, "scope": "account", "subject": "s", "day": today},
                {**counted, "scope": "call", "subject": "over", "day": ""},
                {**counted, "scope": "call", "subject": "on", "day": ""},
            ],
        ),
    ]
    with database.begin() as connection:
        for table, values in rows:
            for each in values:
                connection.execute(insert(table), each)  # type: ignore[arg-type]
    sweeping = Pruning(database, 30)
    assert sweeping.sweep() == BATCH + 7 + 4
    assert sweeping.sweep() == 0
    with database.reading() as connection:
        assert connection.execute(select(processor_events.c.id)).scalars().all() == ["new"]
        assert connection.execute(select(processor_returns.c.id)).scalars().all() == ["re_ours"]
        assert set(connection.execute(select(deliveries.c.key)).scalars()) == {"lost", "lately"}
        assert connection.execute(select(func.count()).select_from(calls)).scalar_one() == 2
        kept = select(counters.c.subject, counters.c.day).order_by(counters.c.subject)
        assert [tuple(row) for row in connection.execute(kept)] == [("on", ""), ("s", today)]


def test_nothing_is_forgotten_before_stripe_may_tell_it_again(database: Database) -> None:
    with database.begin() as connection:
        connection.execute(insert(processor_events), _event("evt", milliseconds(real_now() - timedelta(days=4))))
    assert Pruning(database, days=1).sweep() == 0, "less than 30 days is not taken"
    assert pruning.KEEP_DAYS == 30
