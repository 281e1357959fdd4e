"""Everything comes to its end: calls, effects, messages, secrets."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ivr.chaos.calling import LONGEST
from ivr.chaos.invariants.evidence import Evidence, Violation, wrong
from ivr.chaos.story import BEGINS


def calls(evidence: Evidence) -> Iterator[Violation]:
    """No call is stuck or goes in circles; one that is over is known to be."""
    rates = evidence.world.weather.rates
    broken = rates.net_lost or rates.kill_statement
    told = {
        each.call: each.answered for each in evidence.deliveries if each.path == "/voice/status" and each.status == 204
    }
    for record in evidence.records:
        if record.ended is None or record.ended - record.began > LONGEST + 120:
            yield wrong("no call stuck", "the call does not end", record.call)
        if "in a row" in record.trouble or "documents" in record.trouble:
            yield wrong("no call stuck", record.trouble, record.call)
        if record.how == "error" and not broken:
            yield wrong("always answered", f"the telephone company had to end the call: {record.trouble}", record.call)
        row = evidence.calls.get(record.call)
        # One whose first webhook comes after its end was told is for the sweep of forgotten calls.
        known = row is not None and row["began"] / 1000 - BEGINS.timestamp() < told.get(record.call, -1.0)
        if row is not None and known and not row["ended"] and not evidence.store_failed:
            yield wrong("ends are known", "its status callback was answered, and it has not ended", record.call)
    yield from _turns(evidence)


def _turns(evidence: Evidence) -> Iterator[Violation]:
    """Turns are numbered without a gap, and the next one is awaited."""
    numbers: dict[str, list[int]] = {}
    for call, number in evidence.turns:
        numbers.setdefault(call, []).append(number)
    for call, row in evidence.calls.items():
        found = sorted(numbers.get(call, []))
        if found != list(range(found[0] if found else 0, row["next_turn"])):
            yield wrong("turns follow each other", f"turns {found}, awaited is {row['next_turn']}", call)


def effects(evidence: Evidence) -> Iterator[Violation]:
    for row in evidence.effects:
        if row["status"] in ("ready", "running") and not evidence.has_case(row):
            yield wrong("every effect ends", f"{row['key']} is {row['status']} for ever", row["call"])
        if row["status"] in ("done", "failed") and row["sealed"] is not None:
            yield wrong("secrets are gone", f"{row['key']} is {row['status']}, and keeps its card's token", row["call"])


def messages(evidence: Evidence) -> Iterator[Violation]:
    handed = evidence.post.handed
    messages = {row["key"]: row for row in evidence.effects if row["kind"] in ("text", "email")}
    for key, count in handed.items():
        row = messages.get(key)
        if row is None:
            yield wrong("no message from nowhere", f"{key} was sent, and nobody decided on it")
            continue
        code = json.loads(row["payload"]).get("challenge") is not None
        in_doubt = row["kind"] == "email" and (evidence.interrupted or key in evidence.post.doubtful)
        if count > 1 and (code or not in_doubt):  # a mail server cannot be asked what it was given
            what = "the code" if code else "the message"
            yield wrong("no message doubled", f"{what} {key} was sent {count} times", row["call"])
    for key, row in messages.items():
        payload = json.loads(row["payload"])
        if payload["to"] is not None and payload.get("challenge") is None and not handed.get(key):
            yield wrong("no message lost", f"{key} was never sent ({row['status']})", row["call"])
    yield from _receipts(evidence, set(messages))


def _receipts(evidence: Evidence, keys: set[str]) -> Iterator[Violation]:
    """Whoever paid has a receipt; whoever was told that we are checking is told what came of it."""
    reached = {
        row["id"]
        for row in evidence.storage.rows(
            "SELECT accounts.id FROM accounts JOIN contacts ON contacts.customer = accounts.customer"
        )
    }
    for row in evidence.payments:
        if row["account"] in reached and row["id"] not in evidence.before.payments:
            if row["status"] == "succeeded" and not any(key.endswith(f"{row['id']}/receipt") for key in keys):
                yield wrong("no message lost", f"payment {row['reference']} has no receipt", row["call"])
            unknown = any(key.endswith(f"{row['id']}/unknown") for key in keys)
            refused = row["status"] in ("declined", "failed")
            if unknown and refused and not any(key.endswith(f"{row['id']}/declined") for key in keys):
                yield wrong("no message lost", f"nobody was told that {row['reference']} was not charged", row["call"])


def secrets(evidence: Evidence) -> Iterator[Violation]:
    """No card's token is anywhere but sealed, and none outlives its call."""
    where = """SELECT 'turns' AS place FROM turns WHERE instr(journal || answer, 'tok_')
        UNION SELECT 'calls' FROM calls WHERE instr(state, 'tok_')
        UNION SELECT 'effects' FROM effects WHERE instr(payload || coalesce(ended, ''), 'tok_')"""
    for row in evidence.storage.rows(where):
        yield wrong("secrets are nowhere", f"a card's token is in {row['place']}")
    kept = "SELECT vault.call FROM vault JOIN calls ON calls.id = vault.call WHERE calls.ended"
    for row in evidence.storage.rows(kept):
        if row["call"] in evidence.told_over and not evidence.store_failed:
            yield wrong("secrets are gone", "a card's token outlives its call", row["call"])
