"""<Prompt> inside <Pay>: which one is spoken.

| attribute | values | default |
|---|---|---|
| for | payment-card-number, expiration-date, security-code, postal-code, bank-routing-number, bank-account-number, \
payment-processing | required |
| attempt | 1 to 10, several with spaces | any |
| cardType | visa mastercard amex ... | any |
| errorType | timeout invalid-card-number invalid-card-type invalid-date invalid-security-code invalid-postal-code \
... | any |
| requireMatchingInputs | true, false | false |

Where several fit, the one that says most about when it fits is spoken; of equals, the first. None fits: Twilio's own
words, of which these here are a likeness in English. Source: twilio.com/docs/voice/twiml/pay/prompt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ivr.phone.attributes import Attributes
from ivr.phone.moments import Speaking, spoken_seconds
from ivr.phone.twiml import Element
from ivr.phone.verbs.spoken import nested

if TYPE_CHECKING:
    from ivr.phone.leg import Leg

ATTRIBUTES = frozenset({"for", "attempt", "cardType", "errorType", "requireMatchingInputs"})
OWN_WORDS = {
    "payment-card-number": "Please enter your credit card number, followed by the pound key.",
    "expiration-date": "Please enter the expiration date, two digits for the month and two for the year.",
    "security-code": "Please enter the security code of your card.",
    "postal-code": "Please enter your postal code, followed by the pound key.",
    "payment-processing": "Please wait while we process your payment.",
}
OWN_ERRORS = {
    "timeout": "We did not receive any input.",
    "invalid-card-number": "That card number is not valid.",
    "invalid-card-type": "That kind of card is not accepted.",
    "invalid-date": "That date is not valid.",
    "invalid-security-code": "That security code is not valid.",
    "invalid-postal-code": "That postal code is not valid.",
}


def prompt(
    leg: Leg, pay: Element, step: str, *, attempt: int = 1, error: str | None = None, card_type: str | None = None
) -> Iterator[Speaking]:
    """What is said to ask for `step` (or while the payment is processed)."""
    best, score = None, -1
    for element in pay.findall("Prompt"):
        weight = _weight(element, step, attempt, error, card_type)
        if weight is not None and weight > score:
            best, score = element, weight
    if best is not None:
        Attributes(best, ATTRIBUTES, leg.warn)
        yield from nested(leg, best)
        return
    text = OWN_WORDS[step] if error is None else f"{OWN_ERRORS[error]} {OWN_WORDS[step]}"
    yield Speaking("say", text, spoken_seconds(text), "en-US")


def _weight(element: Element, step: str, attempt: int, error: str | None, card_type: str | None) -> int | None:
    """How much the prompt says about when it fits; None when it does not."""
    if element.get("for") != step:
        return None
    wanted = (("attempt", str(attempt)), ("errorType", error), ("cardType", card_type))
    weight = 0
    for name, value in wanted:
        given = element.get(name)
        if given is None:
            continue
        # the documentation spells it master-card in one table and mastercard in another
        if value is None or value.replace("-", "") not in [item.replace("-", "") for item in given.split()]:
            return None
        weight += 1
    return weight
