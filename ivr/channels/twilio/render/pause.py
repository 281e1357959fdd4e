"""<Pause>: https://www.twilio.com/docs/voice/twiml/pause"""

from __future__ import annotations

from ivr.channels.twilio import twiml
from ivr.engine import directives


def pause(parent: twiml.Node, directive: directives.Pause) -> None:
    """Silence of whole seconds, at least one: `length` is a positive integer."""
    parent.append(twiml.Pause(length=max(1, directive.seconds)))
