"""What Pay posts to its action: https://www.twilio.com/docs/voice/twiml/pay#action

Read are Result, PaymentToken, PaymentCardType and the last four digits of PaymentCardNumber. The rest (bank account and
routing numbers, expiry, security code, postcode, what a connector adds) is none of ours and is not even looked at.
"""

from __future__ import annotations

from ivr.channels.twilio.request.posted import Posted
from ivr.engine.events import CaptureEnded, CardCaptured, HungUp
from ivr.values import Secret, last_digits

REASONS = frozenset({"too-many-failed-attempts", "payment-connector-error", "validation-error", "internal-error"})
"""Results that took no card. A failed tokenisation charged nothing."""


def captured(posted: Posted) -> CardCaptured | CaptureEnded | HungUp:
    """How a capture ended."""
    result = posted.raw("Result")
    if result == "caller-hung-up":
        return HungUp()
    if result == "caller-interrupted-with-star":
        return CaptureEnded("stopped", result)
    if result != "success":
        return CaptureEnded("not_taken", result if result in REASONS else "unknown-result")
    token = posted.matching("PaymentToken", r"[!-~]{1,512}")
    if not token:
        # A charge has no token (PaymentToken is empty there), and a token is all we asked for.
        return CaptureEnded("not_taken", "no-token")
    return CardCaptured(Secret(token), brand(posted), last_four(posted))


def brand(posted: Posted) -> str:
    return posted.matching("PaymentCardType", r"[a-z-]{1,32}")


def last_four(posted: Posted) -> str:
    """From either shape of mask: `xxxx-xxxxxx-x4001` in the documentation, `xxxxxxxxxxxx1111` in captures."""
    digits = last_digits(posted.matching("PaymentCardNumber", r"[0-9xX*-]{4,32}"))
    return digits if len(digits) == 4 else ""


def never_ran() -> CaptureEnded:
    """The redirect behind <Pay>: it ended without asking its action."""
    return CaptureEnded("not_taken", "fell-through")
