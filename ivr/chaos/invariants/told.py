"""The caller was told nothing that the books deny."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ivr.chaos.calling import Heard, Record
from ivr.chaos.ears import amounts
from ivr.chaos.invariants.evidence import Evidence, Violation, wrong
from ivr.chaos.invariants.money import seconds, total

NOT_CHARGED = frozenset(
    {"pay-declined", "pay-not-now", "pay-no-more-cards", "pay-stopped", "pay-not-taken", "pay-said-no"}
)
"""Prompts that say that nothing was charged; what they say it of is what was agreed to since the last of `ENDS`."""
ENDS = frozenset({"pay-paid", "pay-unknown", *NOT_CHARGED})


def check(evidence: Evidence) -> Iterator[Violation]:
    for record in evidence.records:
        rows = [row for row in evidence.payments if row["call"] == record.call]
        since = record.began
        for heard in record.heard:
            if heard.prompt == "pay-paid":
                yield from _paid(record, heard, rows)
            if heard.prompt in NOT_CHARGED:
                yield from _not_charged(evidence, record, heard, rows, since)
            if heard.prompt == "deferral-granted" and not _granted(evidence, record):
                yield wrong("told what is so", "more time was granted in words only", record.call)
            if heard.prompt in ENDS:
                since = heard.at


def _paid(record: Record, heard: Heard, rows: list[dict[str, Any]]) -> Iterator[Violation]:
    said = set(amounts(heard.text))
    for row in rows:
        if row["status"] == "succeeded" and total(row) in said and seconds(row["settled"]) <= heard.at:
            return
    yield wrong("told what is so", f"heard '{heard.text[:60]}', and no such payment was booked by then", record.call)


def _not_charged(
    evidence: Evidence, record: Record, heard: Heard, rows: list[dict[str, Any]], since: float
) -> Iterator[Violation]:
    about = [row for row in rows if since <= seconds(row["made"]) <= heard.at]
    for row in about:
        taken = [charge for charge in evidence.processor.succeeded if charge.key in evidence.keys_of(row["id"])]
        if taken or row["status"] == "succeeded":
            what = f"heard {heard.prompt}, and payment {row['reference']} was charged"
            yield wrong("told what is so", what, record.call)


def _granted(evidence: Evidence, record: Record) -> bool:
    query = "SELECT 1 FROM deferrals WHERE call = ? AND status = 'granted'"
    return bool(evidence.storage.rows(query, record.call))
