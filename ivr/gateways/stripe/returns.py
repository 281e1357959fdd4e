"""Refunds and disputes as Stripe's events tell them: https://docs.stripe.com/refunds#failed-refunds,
https://docs.stripe.com/disputes/responding, https://docs.stripe.com/api/events/types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivr.domain.returns import Moved, Return, ReturnKind
from ivr.gateways.stripe.amounts import money

_REFUND = {
    "pending": Moved.LEFT,
    "succeeded": Moved.LEFT,
    "requires_action": Moved.OPEN,
    "failed": Moved.BACK,
    "canceled": Moved.BACK,
}
"""A pending refund is taken from our balance already, and in the charge's `amount_refunded`; one that failed comes back
(https://docs.stripe.com/api/refunds/object#refund_object-status)."""
_DISPUTE = {
    "charge.dispute.created": Moved.OPEN,
    "charge.dispute.funds_withdrawn": Moved.LEFT,
    "charge.dispute.funds_reinstated": Moved.BACK,
}
"""An inquiry withdraws nothing: what a dispute's own status says does not tell where the money is, these events do."""


def returns(kind: str, told: Mapping[str, object]) -> tuple[Return, ...]:
    """What an event of this kind, about this object, tells of money that left. `charge.refunded` lists the refunds only
    in API versions before 2022-11-15; later ones tell each by `refund.*` alone."""
    if told.get("object") == "refund":
        return tuple(refunds_in([told], text(told, "payment_intent")))
    if told.get("object") == "dispute" and kind in _DISPUTE:
        return tuple(_returned("dispute", told, text(told, "payment_intent"), _DISPUTE[kind]))
    if told.get("object") == "charge":
        return tuple(refunds_in(inner(told, "refunds").get("data"), text(told, "payment_intent")))
    return ()


def refunds_in(found: object, reference: str) -> Iterator[Return]:
    """The refunds of a list of Stripe's, of the intent `reference`."""
    for each in found if isinstance(found, list) else []:
        if isinstance(each, Mapping) and (state := _REFUND.get(text(each, "status"))) is not None:
            yield from _returned("refund", each, reference, state)


def _returned(kind: ReturnKind, told: Mapping[str, object], reference: str, state: Moved) -> Iterator[Return]:
    count, ident = told.get("amount"), text(told, "id")
    if isinstance(count, int) and count > 0 and ident and reference:
        yield Return(ident, kind, reference, money(count, text(told, "currency")), state)


def inner(document: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = document.get(name)
    return found if isinstance(found, Mapping) else {}


def text(document: Mapping[str, object], name: str) -> str:
    """At most as long as our columns take."""
    found = document.get(name)
    return found[:255] if isinstance(found, str) else ""
