"""<Hangup>: the line ends the call. No attributes. Source: twilio.com/docs/voice/twiml/hangup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivr.phone.attributes import Attributes
from ivr.phone.moments import Run
from ivr.phone.next import Next, Over
from ivr.phone.twiml import Document, Element
from ivr.phone.verbs.verb import Verb

if TYPE_CHECKING:
    from ivr.phone.leg import Leg


def _run(_leg: Leg, _element: Element, _attributes: Attributes, _document: Document) -> Run[Next]:
    yield from ()
    return Over("line")


VERB = Verb("Hangup", _run)
