"""PaymentIntents, one an order. https://docs.stripe.com/payments/paymentintents/lifecycle"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

import stripe

from ivr.errors import GatewayUnknown
from ivr.gateways.payments import Charged, Order
from ivr.gateways.stripe.amounts import units
from ivr.gateways.stripe.failures import decline
from ivr.values import Secret

if TYPE_CHECKING:
    from stripe.params import PaymentIntentConfirmParams, PaymentIntentCreateParams

log = logging.getLogger(__name__)

CANCELED = "canceled"
OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")


def name(order: Order, what: str) -> str:
    """The idempotency key of one request about an order. Hashed: ours may be as long as Stripe allows (255), and tells
    Stripe's logs who called."""
    return f"ivr-{hashlib.sha256(order.key.encode()).hexdigest()}-{what}"


def wanted(order: Order) -> PaymentIntentCreateParams:
    """The intent without a card: the same for the same order, however often it is asked for. Raises GatewayRefused."""
    return {
        "amount": units(order.amount),
        "currency": order.amount.currency.lower(),
        "allowed_payment_method_types": ["card"],
        "metadata": dict(order.metadata),
        "description": " ".join(filter(None, ("Payment by telephone", order.metadata.get("reference")))),
    }


def confirmation(token: Secret, *, moto: bool) -> PaymentIntentConfirmParams:
    """The card, taken by telephone.

    moto   tells the bank so, and that its holder cannot be asked to authenticate: out of scope of strong customer
           authentication (https://docs.stripe.com/payments/payment-intents/moto). Stripe enables it by account.
    A card that wants its holder to authenticate all the same is declined at once: a caller has no page to do it on.
    """
    made = token.reveal()
    params: PaymentIntentConfirmParams = {"error_on_requires_action": True}
    if moto:
        params["payment_method_options"] = {"card": {"moto": True}}
    if made.startswith("tok_"):
        # Older connectors give tokens; the types of Stripe's client leave out what its documentation allows.
        params["payment_method_data"] = {"type": "card", "card": {"token": made}}  # type: ignore[typeddict-unknown-key]
    else:
        params["payment_method"] = made
    return params


def came(intent: stripe.PaymentIntent) -> Charged | None:
    """What became of it; None while it is open and has charged nothing. Raises GatewayUnknown while it is under way."""
    if intent.status == "succeeded":
        return Charged("succeeded", intent.id)
    if intent.status == "canceled":
        return Charged("declined", intent.id, CANCELED)
    if intent.status in OPEN:
        error = intent.last_payment_error
        if error is None:
            return None
        return Charged(
            "declined", intent.id, decline(getattr(error, "code", None), getattr(error, "decline_code", None))
        )
    if intent.status != "processing":
        log.error("payment intent %s is %s, which no charge of ours comes to", intent.id, intent.status)
    raise GatewayUnknown(f"Stripe says {intent.status}")


def metadata(intent: stripe.PaymentIntent | stripe.Charge) -> Mapping[str, str]:
    """What was given with the order; a charge has a copy of its intent's."""
    found: Mapping[str, str] = intent.metadata.to_dict()
    return found
