"""Gateways behind their doors: each call goes through, or raises GatewayShut (nothing was sent)."""

from __future__ import annotations

from datetime import datetime

from ivr.domain.records import LineKind
from ivr.gateways.codes import CodeGateway
from ivr.gateways.door import Door
from ivr.gateways.messages import MessageGateway, Outgoing
from ivr.gateways.numbers import NumberLookup
from ivr.gateways.payments import Charged, Order, PaymentGateway
from ivr.values import Secret


class GuardedPayments:
    """A processor behind its door."""

    def __init__(self, inner: PaymentGateway, door: Door) -> None:
        self._inner, self._door = inner, door

    def charge(self, order: Order, token: Secret) -> Charged:
        return self._door.through(lambda: self._inner.charge(order, token))

    def find(self, order: Order) -> Charged | None:
        return self._door.through(lambda: self._inner.find(order))

    def withdraw(self, order: Order) -> Charged | None:
        return self._door.through(lambda: self._inner.withdraw(order))


class GuardedMessages:
    """A sender of texts or e-mails behind its door."""

    def __init__(self, inner: MessageGateway, door: Door) -> None:
        self._inner, self._door = inner, door

    def send(self, message: Outgoing) -> str:
        return self._door.through(lambda: self._inner.send(message))

    def find(self, message: Outgoing, since: datetime) -> str | None:
        return self._door.through(lambda: self._inner.find(message, since))


class GuardedCodes:
    """Who carries codes, behind its door. Telling of used codes goes past it: it says nothing of the sending."""

    def __init__(self, inner: CodeGateway, door: Door) -> None:
        self._inner, self._door = inner, door

    def send(self, to: str, code: Secret, language: str) -> str:
        return self._door.through(lambda: self._inner.send(to, code, language))

    def approve(self, verification: str) -> None:
        self._inner.approve(verification)


class GuardedLookup:
    """Who knows of numbers, behind its door."""

    def __init__(self, inner: NumberLookup, door: Door) -> None:
        self._inner, self._door = inner, door

    def kind(self, number: str) -> LineKind:
        return self._door.through(lambda: self._inner.kind(number))
