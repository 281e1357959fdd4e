"""What a card does is in its token's name: Stripe's own test tokens, and those the test telephone makes
(`ivr/phone/cards.py`). Source of the codes: https://docs.stripe.com/declines/codes and https://docs.stripe.com/testing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Ends = Literal["succeeded", "declined", "requires_action", "processing"]


@dataclass(frozen=True)
class Card:
    """`loses`: charged, and the answer is lost. `once`: the token is good for one use, as Stripe's are."""

    ends: Ends
    code: str = ""
    decline_code: str = ""
    loses: bool = False
    once: bool = False


NAMES: dict[str, Card] = {
    "tok_declined": Card("declined", "card_declined", "generic_decline"),
    "tok_chargeDeclinedInsufficientFunds": Card("declined", "card_declined", "insufficient_funds"),
    "tok_chargeDeclinedExpiredCard": Card("declined", "expired_card", "expired_card"),
    "tok_chargeDeclined": Card("declined", "card_declined", "generic_decline"),
    "tok_insufficient": Card("declined", "card_declined", "insufficient_funds"),
    "tok_stolen": Card("declined", "card_declined", "stolen_card"),
    "tok_unknown": Card("succeeded", loses=True),
    "tok_processing": Card("processing"),
    "tok_action": Card("requires_action"),
    "tok_once": Card("succeeded", once=True),
    "pm_card_visa_chargeDeclinedInsufficientFunds": Card("declined", "card_declined", "insufficient_funds"),
    "pm_card_visa_chargeDeclined": Card("declined", "card_declined", "generic_decline"),
    "pm_card_chargeDeclined": Card("declined", "card_declined", "generic_decline"),
    "pm_card_authenticationRequired": Card("requires_action"),
}
"""By the beginning of the token; any other `tok_...` or `pm_...` pays."""


def card_of(token: str) -> Card | None:
    """What it does; None for what is no token of a card."""
    if not token.startswith(("tok_", "pm_")):
        return None
    plain = "tok_" + token.removeprefix("pm_") if not token.startswith("pm_card_") else token
    return next((NAMES[name] for name in NAMES if token.startswith(name) or plain.startswith(name)), Card("succeeded"))
