"""<Play>: a recording is played, or keys are sent.

| attribute | values | default |
|---|---|---|
| loop | 0 (until the call ends) and up | 1 |
| digits | 0-9, *, #, w (half a second), W (a second) | none |

The recording is not fetched: it is heard as its URL, and takes five seconds.
Source: twilio.com/docs/voice/twiml/play.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ivr.phone.attributes import Attributes
from ivr.phone.moments import Run, Speaking
from ivr.phone.next import Next
from ivr.phone.twiml import Document, Element, text_of
from ivr.phone.verbs.say import ENDLESS
from ivr.phone.verbs.verb import Verb

if TYPE_CHECKING:
    from ivr.phone.leg import Leg

SECONDS = 5.0
"""What a recording is taken to last."""


def speakings(element: Element, attributes: Attributes) -> Iterator[Speaking]:
    digits, url = attributes.text("digits"), text_of(element)
    times = attributes.whole("loop", 1) or ENDLESS
    if digits is not None:
        if set(digits) - set("0123456789*#wW"):
            attributes.complain(f"digits='{digits}' holds other than 0-9, *, #, w, W")
        for _time in range(times):
            yield Speaking("digits", digits, 0.5 * len(digits) + 0.5 * digits.count("W"))
    elif url:
        for _time in range(times):
            yield Speaking("play", url, SECONDS)
    else:
        attributes.complain("has no URL")


def _run(leg: Leg, element: Element, attributes: Attributes, _document: Document) -> Run[Next]:
    for speaking in speakings(element, attributes):
        yield from leg.speak(speaking)
    return None


VERB = Verb("Play", _run, frozenset({"loop", "digits"}))
