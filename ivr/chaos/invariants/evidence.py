"""What is known when a run is over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ivr.chaos.calling import Record
from ivr.chaos.names import short
from ivr.chaos.network import Delivery
from ivr.chaos.post import Post
from ivr.chaos.processor import Processor
from ivr.chaos.storage import Storage
from ivr.chaos.world import World


@dataclass(frozen=True)
class Violation:
    """Something that must never be. `call` as the story names it."""

    invariant: str
    what: str
    call: str = ""


@dataclass(frozen=True)
class Before:
    """The books as they were at the beginning, in minor units."""

    balances: Mapping[str, int]
    payments: frozenset[str]
    transactions: frozenset[str]
    deferrals: frozenset[str]
    covered: int

    @staticmethod
    def of(storage: Storage) -> Before:
        return Before(
            {row["id"]: row["balance_minor"] for row in storage.rows("SELECT id, balance_minor FROM accounts")},
            frozenset(row["id"] for row in storage.rows("SELECT id FROM payments")),
            frozenset(row["id"] for row in storage.rows("SELECT id FROM transactions")),
            frozenset(row["id"] for row in storage.rows("SELECT id FROM deferrals")),
            int(storage.rows("SELECT sum(paid_minor) AS paid FROM instalments")[0]["paid"]),
        )


@dataclass
class Evidence:
    """The callers' side (`records`), the wire (`deliveries`), the services, what the servers logged as errors, and
    what the database holds."""

    before: Before
    logged: list[tuple[float, str]]
    world: World
    storage: Storage
    records: list[Record]
    deliveries: list[Delivery]
    processor: Processor
    post: Post

    @cached_property
    def turns(self) -> dict[tuple[str, int], str]:
        """Every stored answer."""
        rows = self.storage.rows("SELECT call, number, answer FROM turns")
        return {(row["call"], row["number"]): row["answer"] for row in rows}

    @cached_property
    def calls(self) -> dict[str, dict[str, Any]]:
        return {row["id"]: row for row in self.storage.rows("SELECT * FROM calls")}

    @cached_property
    def effects(self) -> list[dict[str, Any]]:
        return self.storage.rows("SELECT * FROM effects ORDER BY made, key")

    @cached_property
    def payments(self) -> list[dict[str, Any]]:
        return self.storage.rows("SELECT * FROM payments ORDER BY made, id")

    @cached_property
    def told_over(self) -> frozenset[str]:
        """Calls whose end was told to us, and acknowledged."""
        over = [each for each in self.deliveries if each.path == "/voice/status" and each.status == 204]
        return frozenset(each.call for each in over)

    @property
    def store_failed(self) -> bool:
        """Whether the database failed anybody."""
        counts = self.world.story.counts
        return any(counts[f"fault: {sort}"] for sort in (*_STORE, "deadlock"))

    @property
    def interrupted(self) -> bool:
        """Whether a server had reason to log an error."""
        counts = self.world.story.counts
        return self.store_failed or bool(counts["kills"])

    def of(self, call: str) -> list[Record]:
        return [record for record in self.records if record.call == call]

    def keys_of(self, payment: str) -> frozenset[str]:
        """The keys under which a payment was ordered."""
        charges = (row for row in self.effects if row["kind"] == "charge")
        return frozenset(row["key"] for row in charges if json.loads(row["payload"])["payment"] == payment)

    def case_of(self, call: str) -> str | None:
        """When a payment of this call became a case for a person."""
        query = "SELECT min(opened) AS at FROM cases WHERE kind = 'payment' AND call = ?"
        found: str | None = self.storage.rows(query, call)[0]["at"]
        return found

    def has_case(self, effect: Mapping[str, Any]) -> bool:
        return effect["kind"] == "charge" and self.case_of(effect["call"]) is not None


_STORE = ("store_statement", "store_gone", "store_commit", "store_away", "store_full")


def wrong(invariant: str, what: str, call: str = "") -> Violation:
    return Violation(invariant, what, short(call))
