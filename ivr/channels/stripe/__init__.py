"""Stripe's webhooks in: `POST /stripe`.

app.register_blueprint(stripe_blueprint(late, Secret("whsec_...")))
"""

from ivr.channels.stripe.routes import stripe_blueprint

__all__ = ["stripe_blueprint"]
