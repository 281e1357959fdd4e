"""What is counted for Prometheus, and the page that tells it (https://prometheus.io/docs/concepts/metric_types/).

Each process counts what it does. Several processes behind one port share a folder, named by PROMETHEUS_MULTIPROC_DIR
before this module is imported (`ivr serve` does): whichever is asked adds them all up. What the database knows is asked
of it at each scrape (`ivr/runtime/gauges.py`), and is the same whoever is asked.

No label ever holds what a caller gave: kinds, outcomes and names of ours alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Metric, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

_SHARED = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
REGISTRY = CollectorRegistry(auto_describe=True)

TURNS = Counter("ivr_turns", "Turns answered, by how", ["outcome"], registry=REGISTRY)
"""outcome: answered; busy (held elsewhere: asked again); broken (an apology was said)."""
TURN_SECONDS = Histogram(
    "ivr_turn_seconds",
    "How long a caller waited for a turn's document",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15),
    registry=REGISTRY,
)
REFUSALS = Counter("ivr_signature_refusals", "Requests without a valid signature", registry=REGISTRY)
EFFECTS = Counter(
    "ivr_effects", "Tries of effects that were booked, by what came of them", ["kind", "status"], registry=REGISTRY
)
"""status: done, failed, later (it will be looked at again)."""
DOORS = Gauge(
    "ivr_door_shut",
    "The circuit breaker before a service: 0 open to callers, 1 one is on trial, 2 shut",
    ["service"],
    registry=REGISTRY,
    multiprocess_mode="livemax",
)


def page(ask: Callable[[], Iterable[Metric]]) -> bytes:
    """The page in Prometheus's text format; `ask` gives what the database knows."""

    class Asked(Collector):
        def collect(self) -> Iterable[Metric]:
            return ask()

    registry = CollectorRegistry()
    if _SHARED:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(_Ours())
    registry.register(Asked())
    return generate_latest(registry)


class _Ours(Collector):
    def collect(self) -> Iterable[Metric]:
        return REGISTRY.collect()
