"""<Pause>: nothing is heard.

| attribute | values | default |
|---|---|---|
| length | whole seconds | 1 |

Source: twilio.com/docs/voice/twiml/pause.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ivr.phone.attributes import Attributes
from ivr.phone.moments import Run, Speaking
from ivr.phone.next import Next
from ivr.phone.twiml import Document, Element
from ivr.phone.verbs.verb import Verb

if TYPE_CHECKING:
    from ivr.phone.leg import Leg


def speakings(_element: Element, attributes: Attributes) -> Iterator[Speaking]:
    seconds = attributes.whole("length", 1)
    yield Speaking("pause", "", float(seconds))


def _run(leg: Leg, element: Element, attributes: Attributes, _document: Document) -> Run[Next]:
    for speaking in speakings(element, attributes):
        yield from leg.speak(speaking)
    return None


VERB = Verb("Pause", _run, frozenset({"length"}))
