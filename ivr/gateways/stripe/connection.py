"""The client, with what it may not be left to decide: time-outs, repetitions, what it logs."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass

import stripe

from ivr.errors import SettingsError
from ivr.values import Secret


@dataclass(frozen=True)
class Patience:
    """In seconds.

    connect         for a connection.
    write           for the answer to a charge: the card's bank has to be asked. Stripe's client would wait 80 s.
    read            for any other answer.
    repeat_within   a request that failed faster is repeated once; who waited longer than that has waited enough.
    pause           before it is repeated.
    """

    connect: float = 3.05
    write: float = 20.0
    read: float = 8.0
    repeat_within: float = 10.0
    pause: float = 0.5


class Connection:
    """Two clients of one account: `writes` waits for banks, `reads` does not.

    Neither repeats a request by itself. A repetition that finds no connection would hide that the request before it may
    have arrived, and "nothing was charged" would be a guess; `StripePayments` repeats, and remembers.
    """

    def __init__(self, key: Secret, base: str | None = None, patience: Patience | None = None) -> None:
        if os.environ.get("STRIPE_LOG"):
            raise SettingsError("STRIPE_LOG makes Stripe's client print card tokens: unset it")
        logging.getLogger("stripe").setLevel(logging.WARNING)  # at DEBUG it logs what it posts: tokens
        self.patience = patience or Patience()
        self.writes = _client(key, base, (self.patience.connect, self.patience.write))
        self.reads = _client(key, base, (self.patience.connect, self.patience.read))


def _client(key: Secret, base: str | None, timeout: tuple[float, float]) -> stripe.StripeClient:
    return stripe.StripeClient(
        key.reveal(),
        base_addresses={"api": base} if base is not None else {},
        max_network_retries=0,
        http_client=stripe.RequestsClient(timeout=timeout),
    )
