"""Stripe's webhooks, read: https://docs.stripe.com/webhooks. The body is authentic, or nothing of it is looked at."""

from __future__ import annotations

import json
from collections.abc import Mapping

import stripe

from ivr.gateways.notices import NotAuthenticError, Notice
from ivr.gateways.payments import Charged
from ivr.gateways.stripe.amounts import money
from ivr.gateways.stripe.failures import decline
from ivr.gateways.stripe.returns import inner as _inner
from ivr.gateways.stripe.returns import returns
from ivr.gateways.stripe.returns import text as _text
from ivr.values import Money, Secret

TOLERANCE_S = 300
"""How old a signature may be: Stripe's own default. It signs anew whenever it tells an event again."""


def read_event(body: bytes, signature: str | None, secret: Secret) -> Notice:
    """The event in a webhook's body; `signature` is its Stripe-Signature header. Raises NotAuthenticError."""
    try:
        stripe.WebhookSignature.verify_header(body, signature, secret.reveal(), TOLERANCE_S)
        event = json.loads(body)
    except (stripe.SignatureVerificationError, ValueError) as error:
        raise NotAuthenticError(type(error).__name__) from None
    if not isinstance(event, dict):
        return Notice("", "", "")
    told = _inner(_inner(event, "data"), "object")
    kind, ident = _text(event, "type"), _text(event, "id")
    if kind.startswith("payment_intent."):
        return _of_intent(ident, kind, told)
    key, reference = _text(_inner(told, "metadata"), "key"), _text(told, "payment_intent")
    return Notice(ident, kind, reference, key, returned=returns(kind, told))


def _of_intent(ident: str, kind: str, intent: Mapping[str, object]) -> Notice:
    reference, key = _text(intent, "id"), _text(_inner(intent, "metadata"), "key")
    if kind == "payment_intent.succeeded":
        return Notice(ident, kind, reference, key, Charged("succeeded", reference), _received(intent))
    if kind == "payment_intent.payment_failed":
        error = _inner(intent, "last_payment_error")
        detail = decline(_text(error, "code"), _text(error, "decline_code"))
        return Notice(ident, kind, reference, key, Charged("declined", reference, detail))
    if kind == "payment_intent.canceled":
        return Notice(ident, kind, reference, key, Charged("declined", reference, "canceled"))
    return Notice(ident, kind, reference, key)


def _received(intent: Mapping[str, object]) -> Money | None:
    count = intent.get("amount_received")
    try:
        return money(count, _text(intent, "currency")) if isinstance(count, int) else None
    except ValueError:
        return None
