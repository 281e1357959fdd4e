"""What the database knows of how the line is doing, for Prometheus: asked at each scrape, the same in every process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from sqlalchemy import Connection, func, select

from ivr.domain.records import UNSETTLED
from ivr.runtime.clock import milliseconds
from ivr.runtime.lines import Lines
from ivr.runtime.machine import MACHINE, Machine
from ivr.store.calls import calls
from ivr.store.database import Database
from ivr.store.effects import effects
from ivr.store.ledger_tables import payments
from ivr.store.promise_tables import cases, handoffs

OPEN = ("ready", "running")
RECENT_MS = 15 * 60 * 1000
"""A call is under way that went on within so long: nothing asks longer of anybody."""


def gauges(database: Database, lines: Lines, machine: Machine = MACHINE) -> Iterator[Metric]:
    """Open effects and the oldest of each kind, callers waiting, open cases, calls under way by version, and
    publications that this code refuses."""
    now = milliseconds(machine.now())
    waiting = GaugeMetricFamily("ivr_effects_open", "Effects not done yet", labels=["kind", "status"])
    oldest = GaugeMetricFamily("ivr_effect_oldest_seconds", "Age of the oldest effect not done yet", labels=["kind"])
    queues = GaugeMetricFamily("ivr_queue_waiting", "Callers waiting for a person", labels=["line", "queue"])
    open_cases = GaugeMetricFamily("ivr_cases_open", "Cases that wait for a person", labels=["line", "kind"])
    live = GaugeMetricFamily("ivr_calls", "Calls under way", labels=["line", "version"])
    with database.reading() as connection:
        rows = connection.execute(
            select(effects.c.kind, effects.c.status, func.count(), func.min(effects.c.made))
            .where(effects.c.status.in_(OPEN))
            .group_by(effects.c.kind, effects.c.status)
        ).all()
        ages = dict.fromkeys(("charge", "text", "email"), 0.0)
        for kind, status, count, made in rows:
            waiting.add_metric([kind, status], count)
            ages[kind] = max(ages.get(kind, 0.0), (now - made) / 1000)
        for kind, age in ages.items():
            oldest.add_metric([kind], age)
        yield from _unsettled(connection, machine.now())
        held = select(handoffs.c.line, handoffs.c.queue, func.count()).where(handoffs.c.left_at.is_(None))
        for line, queue, count in connection.execute(held.group_by(handoffs.c.line, handoffs.c.queue)):
            queues.add_metric([line, queue], count)
        unseen = select(cases.c.line, cases.c.kind, func.count()).where(cases.c.status == "open")
        for line, kind, count in connection.execute(unseen.group_by(cases.c.line, cases.c.kind)):
            open_cases.add_metric([line, kind], count)
        going = select(calls.c.line, calls.c.version, func.count()).where(
            calls.c.ended.is_(False), calls.c.touched > now - RECENT_MS
        )
        for line, version, count in connection.execute(going.group_by(calls.c.line, calls.c.version)):
            live.add_metric([line, version[:12]], count)
    yield from (waiting, oldest, queues, open_cases, live)
    served = GaugeMetricFamily("ivr_version_live", "1 for each version served", labels=["line", "version"])
    for service in lines.all:
        served.add_metric([service.id, service.version[:12]], 1)
    yield served
    yield GaugeMetricFamily("ivr_publications_refused", "Live publications this code refuses", value=len(lines.refused))


def _unsettled(connection: Connection, now: datetime) -> Iterator[Metric]:
    """Payments whose end is not known: callers were promised it within a quarter of an hour."""
    counts = GaugeMetricFamily("ivr_payments_unsettled", "Payments not settled yet", labels=["status"])
    found = dict.fromkeys((each.value for each in UNSETTLED), 0)
    oldest = now
    query = select(payments.c.status, func.count(), func.min(payments.c.made)).where(payments.c.status.in_(found))
    for status, count, made in connection.execute(query.group_by(payments.c.status)):
        found[status], oldest = count, min(oldest, made)
    for status, count in found.items():
        counts.add_metric([status], count)
    age = max((now - oldest).total_seconds(), 0.0)
    yield counts
    yield GaugeMetricFamily("ivr_payment_unsettled_oldest_seconds", "Age of the oldest of them", value=age)
