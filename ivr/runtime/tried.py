"""A message as its effect's row has it, and what one try at sending it came to."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ivr.domain.keys import Keys
from ivr.gateways.messages import Outgoing
from ivr.runtime.effects import Outcome
from ivr.runtime.outbox import CODE
from ivr.store.deliveries import Delivery
from ivr.store.effects import EffectRow
from ivr.values import Secret


@dataclass(frozen=True)
class Tried:
    """`outcome` is for the effect, `told` what was learnt of the message (its `at` is set when it is booked)."""

    outcome: Outcome
    told: Delivery | None = None


@dataclass(frozen=True)
class Posted:
    """`code` is derived here, from the challenge; in `body` it is already in its place. `to` is None for a decoy."""

    key: str
    to: str | None
    subject: str
    body: Secret
    challenge: str
    code: Secret | None
    alone: bool

    @classmethod
    def of(cls, row: EffectRow, keys: Keys) -> Posted:
        payload = json.loads(row.payload)
        challenge, nonce, body = payload["challenge"], payload["nonce"], payload["body"] or ""
        code: Secret | None = None
        if challenge is not None and nonce is not None:
            code = keys.code(challenge, nonce)
            body = body.replace(CODE, code.reveal())
        return cls(
            key=row.key,
            to=payload["to"],
            subject=payload["subject"] or "",
            body=Secret(body),
            challenge=challenge or "",
            code=code,
            alone=bool(payload.get("alone")),
        )

    def outgoing(self) -> Outgoing:
        return Outgoing(self.key, self.to or "", self.subject, self.body)


def delivery(
    row: EffectRow, status: str, sid: str | None = None, error: int | None = None, detail: str = ""
) -> Delivery:
    return Delivery(row.key, row.line, row.call, status, 0, sid, error, detail)
