"""A stand-in of Stripe's HTTP interface, as much of it as a charge by telephone meets; durable, and able to fail.

    python -m tests.support.stripe --port 12111 --db /tmp/stripe.db        # a process of its own
    with standin(tmp_path / "stripe.db") as stripe: stripe.url ...         # within a test

What it does is Stripe's documented behaviour: PaymentIntents (created, confirmed, cancelled, read, listed), idempotency
keys (https://docs.stripe.com/api/idempotent_requests), declines, signed webhooks. What a card does is in its token's
name (`cards.py`); what goes wrong on the way is told by faults (`faults.py`); everything can be audited as JSON at
`/_standin/intents`. Money is not held: this is a test's counterpart, not a processor.
"""

from tests.support.stripe.server import KEY, WEBHOOK_SECRET, Server, standin

__all__ = ["KEY", "WEBHOOK_SECRET", "Server", "standin"]
