"""Gateways behind their doors: each call goes through, or raises GatewayShut (a GatewayUnavailable: nothing was sent)."""

from __future__ import annotations

from collections.abc import Mapping

from ivr.gateways.door import Door
from ivr.gateways.messages import MessageGateway, Outgoing
from ivr.gateways.payments import Charged, PaymentGateway
from ivr.values import Money, Secret


class GuardedPayments:
    """A processor behind its door."""

    def __init__(self, inner: PaymentGateway, door: Door) -> None:
        self._inner, self._door = inner, door

    def charge(self, key: str, amount: Money, token: Secret, metadata: Mapping[str, str]) -> Charged:
        return self._door.through(lambda: self._inner.charge(key, amount, token, metadata))

    def find(self, key: str) -> Charged | None:
        return self._door.through(lambda: self._inner.find(key))


class GuardedMessages:
    """A sender of texts or e-mails behind its door."""

    def __init__(self, inner: MessageGateway, door: Door) -> None:
        self._inner, self._door = inner, door

    def send(self, message: Outgoing) -> str:
        return self._door.through(lambda: self._inner.send(message))
