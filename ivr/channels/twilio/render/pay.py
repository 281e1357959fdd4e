"""<Pay>: https://www.twilio.com/docs/voice/twiml/pay

It only captures: `tokenType` without `chargeAmount` makes a token and charges nothing. <Pay> has no idempotency, so
the charge is ours, under our own key.
"""

from __future__ import annotations

from ivr.channels.twilio import twiml
from ivr.channels.twilio.render.page import Page
from ivr.channels.twilio.render.prompt import complete, prompt
from ivr.channels.twilio.render.redirect import redirect
from ivr.engine import directives

LANGUAGES = frozenset(
    {
        *("de-DE", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NZ", "en-PH", "en-US", "en-ZA"),
        *("es-ES", "es-US", "fr-CA", "fr-FR", "it-IT"),
    }
)
"""What <Pay> speaks by itself (`language`). In other languages every prompt has to be ours, and `language` is left
out: a value it does not know is an error."""


def pay(parent: twiml.Node, directive: directives.Capture, page: Page) -> None:
    """Card capture, then the way on when <Pay> ends without asking its action: the documentation disagrees about what
    follows its last attempt."""
    node: twiml.Node = twiml.Pay(
        action=page.exit("card"),
        payment_connector=page.config.pay_connector,
        payment_method="credit-card",
        token_type=page.config.pay_token,
        security_code=True,
        postal_code=directive.postcode,
        timeout=max(1, directive.wait),
        max_attempts=min(3, max(1, directive.attempts)),
        language=directive.language if directive.language in LANGUAGES else None,
    )
    for one in complete(directive):
        prompt(node, one, page)
    parent.append(node)
    redirect(parent, page.exit("card-left"))
