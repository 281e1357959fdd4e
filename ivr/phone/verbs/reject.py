"""<Reject>: the call is not answered, and costs nothing.

| attribute | values | default |
|---|---|---|
| reason | rejected, busy | rejected |

Only as the first verb of a call's first document; after that the call has been answered, and it is ended.
Source: twilio.com/docs/voice/twiml/reject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivr.phone.attributes import Attributes
from ivr.phone.moments import Run
from ivr.phone.next import Next, Over
from ivr.phone.twiml import Document, Element
from ivr.phone.verbs.verb import Verb

if TYPE_CHECKING:
    from ivr.phone.leg import Leg


def _run(leg: Leg, element: Element, attributes: Attributes, document: Document) -> Run[Next]:
    yield from ()
    reason = attributes.choice("reason", ("rejected", "busy"), "rejected")
    if len(leg.fetched) > 1 or document.verbs[0] is not element:
        attributes.complain("comes too late: the call has been answered")
        return Over("line")
    return Over("busy" if reason == "busy" else "rejected")


VERB = Verb("Reject", _run, frozenset({"reason"}))
