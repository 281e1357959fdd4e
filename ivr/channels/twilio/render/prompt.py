"""<Prompt> in <Pay>: https://www.twilio.com/docs/voice/twiml/pay/prompt

Where a prompt of ours is missing, Twilio speaks its own, and has no Chinese one. So the gaps that can be filled are:
an error without a prompt asks again with the words of the first asking.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ivr.channels.twilio import twiml
from ivr.channels.twilio.render.page import Page
from ivr.channels.twilio.render.speech import speech
from ivr.engine import directives

PARTS = {
    "number": "payment-card-number",
    "expiry": "expiration-date",
    "code": "security-code",
    "postcode": "postal-code",
    "processing": "payment-processing",
}
"""Our names of the steps, Twilio's in `for`."""

INVALID = {
    "number": "invalid-card-number invalid-card-type",
    "expiry": "invalid-date",
    "code": "invalid-security-code",
    "postcode": "invalid-postal-code",
}
"""`errorType` of what was keyed wrongly, by step; several are separated by spaces."""


def prompt(parent: twiml.Node, directive: directives.PayPrompt, page: Page) -> None:
    """One prompt. An unknown step is left out: Twilio refuses the document for it."""
    part = PARTS.get(directive.part)
    if part is None or (directive.error == "invalid" and directive.part not in INVALID):
        return
    error = INVALID[directive.part] if directive.error == "invalid" else directive.error or None
    # The library writes a list as Python does, "[1, 2]"; Twilio wants "1 2".
    attempt = " ".join(str(number) for number in directive.attempts) or None
    node: twiml.Node = twiml.Prompt(for_=part, error_type=error, attempt=attempt)
    speech(node, directive.speech, page)
    parent.append(node)


def complete(capture: directives.Capture) -> Iterator[directives.PayPrompt]:
    """The capture's prompts, and those for errors on attempts that none of them speaks for."""
    asked = [one for one in capture.prompts if capture.postcode or one.part != "postcode"]
    yield from asked
    for first in asked:
        if first.error or first.part not in INVALID or (first.attempts and 1 not in first.attempts):
            continue
        for error in ("timeout", "invalid"):
            spoken_for = [one.attempts for one in asked if one.part == first.part and one.error == error]
            if () in spoken_for:
                continue
            covered = {number for attempts in spoken_for for number in attempts}
            left = tuple(number for number in range(1, capture.attempts + 1) if number not in covered)
            if left:
                yield replace(first, error=error, attempts=left if covered else ())
