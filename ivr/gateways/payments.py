"""Charging cards: the port, and the stand-in that answers as a processor would."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from ivr.errors import GatewayUnknown
from ivr.gateways.shelf import Shelf
from ivr.values import Money, Secret

Status = Literal["succeeded", "declined"]


@dataclass(frozen=True)
class Charged:
    """What the processor says of a charge. `reference` is its own id, `detail` its reason for a decline."""

    status: Status
    reference: str
    detail: str = ""


class PaymentGateway(Protocol):
    def charge(self, key: str, amount: Money, token: Secret, metadata: Mapping[str, str]) -> Charged:
        """Charge once per `key`: the same key again gives the same answer. Raises GatewayUnavailable (nothing was
        charged), GatewayUnknown (it may have been)."""
        ...

    def find(self, key: str) -> Charged | None:
        """What became of the charge under `key`; None when the processor never got it. Raises GatewayUnavailable."""
        ...


class StandInPayments:
    """A processor on this machine, for demonstrations and tests. What it answers is in the token's name, which the
    test telephone makes from well-known test cards (docs/transcripts.md):

    `tok_ok_` and any other: succeeds · `tok_declined_`, `tok_insufficient_`: declined · `tok_unknown_`: charges, then
    loses the answer, so that the caller can be told only that we are checking.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def charge(self, key: str, amount: Money, token: Secret, metadata: Mapping[str, str]) -> Charged:
        made = token.reveal()
        answer = {"status": "succeeded", "detail": ""}
        if made.startswith("tok_declined"):
            answer = {"status": "declined", "detail": "card_declined"}
        elif made.startswith("tok_insufficient"):
            answer = {"status": "declined", "detail": "insufficient_funds"}
        document = self._shelf.put(
            "charge",
            key,
            {
                **answer,
                "reference": "ch_" + hashlib.sha256(key.encode()).hexdigest()[:24],
                "amount": str(amount.amount),
                "currency": amount.currency,
                "metadata": dict(metadata),
            },
        )
        if made.startswith("tok_unknown"):
            raise GatewayUnknown("the processor's answer was lost")
        return self._charged(document)

    def find(self, key: str) -> Charged | None:
        document = self._shelf.get("charge", key)
        return self._charged(document) if document is not None else None

    @staticmethod
    def _charged(document: Mapping[str, object]) -> Charged:
        status: Status = "succeeded" if document["status"] == "succeeded" else "declined"
        return Charged(status, str(document["reference"]), str(document["detail"]))
