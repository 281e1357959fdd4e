"""Stripe's own record of charges, page by page, for `ivr reconcile`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import stripe

from ivr.errors import GatewayUnavailable
from ivr.gateways.payments import Recorded, RecordStatus
from ivr.gateways.stripe.amounts import money
from ivr.gateways.stripe.connection import Connection
from ivr.gateways.stripe.failures import told
from ivr.gateways.stripe.intents import metadata
from ivr.values import Money

NOT_KEPT = ("failed", "canceled", "requires_action")
PAGE = 100
"""The most Stripe gives at once."""


class StripeRecord:
    """A `PaymentRecord`: PaymentIntents by when they were made, each with the charge that it ended in."""

    def __init__(self, connection: Connection) -> None:
        self._reads = connection.reads.v1.payment_intents

    def records(self, since: datetime, until: datetime) -> Iterator[Recorded]:
        made: stripe.params.PaymentIntentListParamsCreated = {"gte": _seconds(since), "lt": _seconds(until)}
        try:
            page = self._reads.list({"created": made, "limit": PAGE, "expand": ["data.latest_charge.refunds"]})
            for intent in page.auto_paging_iter():
                yield _recorded(intent)
        except stripe.StripeError as error:
            raise GatewayUnavailable(f"Stripe's record was not read to the end: {told(error)}") from None


def _recorded(intent: stripe.PaymentIntent) -> Recorded:
    charge = intent.latest_charge if isinstance(intent.latest_charge, stripe.Charge) else None
    status, given = _status(intent), metadata(intent)
    ended = intent.canceled_at if status == "canceled" else charge.created if charge is not None else None
    return Recorded(
        key=given.get("key", ""),
        reference=intent.id,
        amount=money(intent.amount, intent.currency),
        status=status,
        at=datetime.fromtimestamp(ended or intent.created, UTC),
        refunded=money(charge.amount_refunded, intent.currency) if charge is not None else None,
        disputed=charge is not None and charge.disputed,
        refunds=_refunds(charge),
        call=given.get("call", ""),
        line=given.get("line", ""),
    )


def _refunds(charge: stripe.Charge | None) -> tuple[tuple[str, Money], ...]:
    """The newest ten, which is all that Stripe lists within a charge."""
    listed = charge.refunds if charge is not None else None
    found = listed.data if listed is not None else []
    return tuple((each.id, money(each.amount, each.currency)) for each in found if each.status not in NOT_KEPT)


def _status(intent: stripe.PaymentIntent) -> RecordStatus:
    if intent.status in ("succeeded", "canceled"):
        return "succeeded" if intent.status == "succeeded" else "canceled"
    refused = intent.status == "requires_payment_method" and intent.last_payment_error is not None
    return "declined" if refused else "pending"


def _seconds(moment: datetime) -> int:
    """Stripe counts whole seconds: a period's bounds are rounded up, so that neighbouring periods share nothing."""
    return -int(-moment.timestamp() // 1)
