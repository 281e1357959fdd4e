"""Charging through Stripe: an intent is made without a card, then confirmed with it, both under keys of ours.

Why two requests: until it is confirmed an intent charges nothing, so that a lost answer to the first is harmless; and
from then on the charge has a name, under which Stripe tells at once and for ever what became of it. An intent succeeds
at most once, whoever confirms it and however late, and one that is cancelled never does. docs/decisions/0041.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import cast

import stripe

from ivr.errors import GatewayError, GatewayRefused, GatewayUnavailable, GatewayUnknown
from ivr.gateways.payments import KEY_LIFE_MS, Charged, Order
from ivr.gateways.stripe import intents
from ivr.gateways.stripe.connection import Connection
from ivr.gateways.stripe.failures import Verdict, about_card, decline, ours, told, verdict
from ivr.values import Secret

log = logging.getLogger(__name__)

SKEW_S = 300
"""How far our clock and Stripe's may be apart."""


CONFLICT = 409
"""https://docs.stripe.com/api/errors: another request is under way with the same idempotency key."""


class StripePayments:
    """A `PaymentGateway`. One `charge` takes a minute at most, with Stripe silent; its lease is renewed meanwhile."""

    def __init__(
        self,
        connection: Connection,
        *,
        moto: bool = True,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._writes, self._reads = connection.writes.v1.payment_intents, connection.reads.v1.payment_intents
        self._patience, self._moto, self._now, self._sleep = connection.patience, moto, now, sleep

    def charge(self, order: Order, token: Secret) -> Charged:
        intent = self._made(order)
        params = intents.confirmation(token, moto=self._moto)
        options: stripe.RequestOptions = {"idempotency_key": intents.name(order, "confirm")}
        sure = True  # that nothing sent so far has charged
        for last in (False, True):
            began = time.monotonic()
            try:
                return self._ended(order, self._writes.confirm(intent.id, params, options))
            except stripe.CardError as error:
                return Charged("declined", intent.id, decline(error.code, _decline_code(error)))
            except stripe.StripeError as error:
                _log(order, error)
                found = verdict(error)
                sure = sure and found is not Verdict.MAYBE
                seen = None if sure else self._seen(intent.id)
                if seen is not None:
                    return seen
                if sure and about_card(error):
                    return Charged("declined", intent.id, decline(error.code, None))
                if last or found is Verdict.REFUSED or time.monotonic() - began > self._patience.repeat_within:
                    raise _failed(error, sure=sure) from None
            self._sleep(self._patience.pause)
        raise GatewayUnknown("not reached")

    def find(self, order: Order) -> Charged | None:
        intent = self._located(order)
        return intents.came(intent) if intent is not None else None

    def withdraw(self, order: Order) -> Charged | None:
        intent = self._located(order)
        found = intents.came(intent) if intent is not None else None
        if intent is None or found is not None:
            return _unless_canceled(found)
        options: stripe.RequestOptions = {"idempotency_key": intents.name(order, "cancel")}
        try:
            self._writes.cancel(intent.id, {"cancellation_reason": "abandoned"}, options)
        except stripe.StripeError as error:
            _log(order, error)
            found = self._seen(intent.id)
            if found is None:
                raise GatewayUnknown(told(error)) from None
        return _unless_canceled(found)

    def _made(self, order: Order) -> stripe.PaymentIntent:
        """The order's intent, new or as it was first answered. Nothing is charged by it, whatever fails."""
        try:
            return self._created(order)
        except stripe.IdempotencyError as error:
            raise GatewayUnknown(told(error)) from None
        except stripe.StripeError as error:
            # A conflict: somebody else is at this order at this moment, and may charge it.
            raise _failed(error, sure=error.http_status != CONFLICT) from None

    def _created(self, order: Order) -> stripe.PaymentIntent:
        params, options = intents.wanted(order), {"idempotency_key": intents.name(order, "create")}
        began = time.monotonic()
        try:
            return self._reads.create(params, cast(stripe.RequestOptions, options))
        except stripe.StripeError as error:
            _log(order, error)
            if ours(error) or time.monotonic() - began > self._patience.repeat_within:
                raise
        self._sleep(self._patience.pause)
        return self._reads.create(params, cast(stripe.RequestOptions, options))

    def _located(self, order: Order) -> stripe.PaymentIntent | None:
        """The order's intent as it is now; None when there is none and nobody can confirm one."""
        try:
            if self._now() * 1000 - order.made > KEY_LIFE_MS:
                return self._listed(order)
            try:
                ident = self._created(order).id
            except (stripe.APIError, stripe.IdempotencyError):  # what is kept under the key is no intent
                return self._listed(order)
            return self._reads.retrieve(ident)
        except stripe.StripeError as error:
            raise GatewayUnavailable(told(error)) from None

    def _listed(self, order: Order) -> stripe.PaymentIntent | None:
        """Among all that were made while its key was good: the list is complete at once, Stripe's search is not."""
        first = order.made // 1000
        low, high = first - SKEW_S, first + KEY_LIFE_MS // 1000 + SKEW_S
        page = self._reads.list({"created": {"gte": low, "lte": high}, "limit": 100})
        return next((each for each in page.auto_paging_iter() if intents.metadata(each).get("key") == order.key), None)

    def _seen(self, ident: str) -> Charged | None:
        """What became of an intent, if Stripe tells."""
        try:
            return intents.came(self._reads.retrieve(ident))
        except (stripe.StripeError, GatewayUnknown):
            return None

    def _ended(self, order: Order, intent: stripe.PaymentIntent) -> Charged:
        found = intents.came(intent)
        if found is not None:
            return found
        if self.withdraw(order) is None:  # it waits for its holder to authenticate, which no caller can
            return Charged("declined", intent.id, "authentication_required")
        raise GatewayUnknown(f"Stripe said {intent.status}")


def _unless_canceled(found: Charged | None) -> Charged | None:
    return None if found is None or found.detail == intents.CANCELED else found


def _failed(error: stripe.StripeError, *, sure: bool) -> GatewayError:
    if not sure:
        return GatewayUnknown(told(error))
    kind = GatewayRefused if verdict(error) is Verdict.REFUSED else GatewayUnavailable
    return kind(told(error))


def _decline_code(error: stripe.CardError) -> str | None:
    return error.error.decline_code if error.error is not None else None


def _log(order: Order, error: stripe.StripeError) -> None:
    """Nothing that Stripe's client says in words: it quotes keys and tokens."""
    level = logging.ERROR if ours(error) else logging.WARNING
    log.log(level, "charge %s at Stripe: %s", order.key, told(error))
