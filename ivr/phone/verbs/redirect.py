"""<Redirect>: another document takes over; what follows it is never reached.

| attribute | values | default |
|---|---|---|
| method | GET, POST | POST |

An empty URL is the current document's. Source: twilio.com/docs/voice/twiml/redirect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivr.phone.attributes import Attributes
from ivr.phone.moments import Run
from ivr.phone.next import Goto, Next
from ivr.phone.twiml import Document, Element, text_of
from ivr.phone.verbs.verb import Verb

if TYPE_CHECKING:
    from ivr.phone.leg import Leg


def _run(_leg: Leg, element: Element, attributes: Attributes, document: Document) -> Run[Next]:
    yield from ()
    return Goto(text_of(element) or document.url, attributes.method())


VERB = Verb("Redirect", _run, frozenset({"method"}))
