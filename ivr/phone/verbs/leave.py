"""<Leave>: a waiting caller leaves the queue and goes on behind its <Enqueue>. No attributes.

Outside of a queue it has nothing to leave, and is a warning. Source: twilio.com/docs/voice/twiml/leave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivr.phone.attributes import Attributes
from ivr.phone.moments import Run
from ivr.phone.next import Leave, Next
from ivr.phone.twiml import Document, Element
from ivr.phone.verbs.verb import Verb

if TYPE_CHECKING:
    from ivr.phone.leg import Leg


def _run(leg: Leg, _element: Element, attributes: Attributes, _document: Document) -> Run[Next]:
    yield from ()
    if leg.queue is None:
        attributes.complain("stands outside of a queue's wait document")
        return None
    return Leave()


VERB = Verb("Leave", _run)
