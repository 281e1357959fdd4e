"""One Stripe account: what charges it, and what it has on record."""

from __future__ import annotations

from ivr.gateways.stripe.connection import Connection, Patience
from ivr.gateways.stripe.payments import StripePayments
from ivr.gateways.stripe.record import StripeRecord
from ivr.values import Secret


class StripeAccount:
    """`base` is another server in place of Stripe's; `moto` as in `intents.confirmation`."""

    def __init__(
        self, key: Secret, base: str | None = None, *, moto: bool = True, patience: Patience | None = None
    ) -> None:
        connection = Connection(key, base, patience)
        self.payments = StripePayments(connection, moto=moto)
        self.record = StripeRecord(connection)
