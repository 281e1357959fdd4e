"""What an error of Stripe's client says of a request: was it carried out, was it not, or may it have been?

Its messages are not repeated: they quote parameters and keys. What is told is the kind, Stripe's code and request id.
Sources: https://docs.stripe.com/error-handling, https://docs.stripe.com/error-low-level
"""

from __future__ import annotations

import re
from enum import Enum

import requests
import stripe
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

SILENT_CODES = frozenset(
    {"fraudulent", "lost_card", "merchant_blacklist", "pickup_card", "restricted_card", "stolen_card"}
)
"""Whoever holds the card is not to learn these (https://docs.stripe.com/declines/codes): told as a plain decline."""


class Verdict(Enum):
    """NOTHING: it did not take place, and may later. REFUSED: it did not, and will not. MAYBE: nobody knows."""

    NOTHING = "nothing"
    REFUSED = "refused"
    MAYBE = "maybe"


def verdict(error: stripe.StripeError) -> Verdict:
    """CardError is not asked about here: it is an answer, not a failure."""
    if isinstance(error, stripe.APIConnectionError):
        return Verdict.NOTHING if never_sent(error) else Verdict.MAYBE
    if isinstance(error, (stripe.AuthenticationError, stripe.PermissionError, stripe.RateLimitError)):
        return Verdict.NOTHING
    if isinstance(error, stripe.IdempotencyError):
        return Verdict.MAYBE  # something else was done under our key: nobody may say that it charged nothing
    if isinstance(error, stripe.InvalidRequestError):
        used = error.code in ("token_already_used", "payment_intent_unexpected_state")
        return Verdict.MAYBE if used else Verdict.REFUSED
    return Verdict.MAYBE  # 5xx are "indeterminate"; a 409 is a request of ours that is still being carried out


def never_sent(error: stripe.APIConnectionError) -> bool:
    """Whether there was no connection to send it on. Everything else may have arrived."""
    cause = error.__cause__
    if isinstance(cause, requests.exceptions.ConnectTimeout):
        return True
    inner = cause.args[0] if isinstance(cause, requests.exceptions.ConnectionError) and cause.args else None
    return isinstance(inner, MaxRetryError) and isinstance(inner.reason, (NewConnectionError, ConnectTimeoutError))


def about_card(error: stripe.StripeError) -> bool:
    """Whether a request was refused for the card's token: expired, unknown, of another account."""
    param = getattr(error, "param", None)
    return isinstance(error, stripe.InvalidRequestError) and str(param or "").startswith("payment_method")


def ours(error: stripe.StripeError) -> bool:
    """Whether somebody has to mend something here: keys, rights, parameters."""
    kinds = (stripe.AuthenticationError, stripe.PermissionError, stripe.IdempotencyError, stripe.InvalidRequestError)
    return isinstance(error, kinds)


def told(error: stripe.StripeError) -> str:
    """For the log: kind, status, code, parameter's name and request id; no message."""
    parts = [type(error).__name__]
    if error.http_status is not None:
        parts.append(f"status {error.http_status}")
    parts += [f"{name} {word}" for name in ("code", "param") if (word := plain(getattr(error, name, None)))]
    if plain(error.request_id):
        parts.append(f"request {error.request_id}")
    return ", ".join(parts)


def decline(code: str | None, decline_code: str | None) -> str:
    """Why a card was declined, as far as its holder may know: Stripe's code, such as `insufficient_funds`."""
    found = plain(decline_code) or plain(code) or "card_declined"
    return "generic_decline" if found in SILENT_CODES else found


def plain(word: object) -> str:
    """A code or a parameter's name; "" for anything that does not look like one."""
    return word if isinstance(word, str) and re.fullmatch(r"[A-Za-z0-9_\[\].]{1,64}", word) else ""
