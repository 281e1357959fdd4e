"""<Say>: https://www.twilio.com/docs/voice/twiml/say"""

from __future__ import annotations

from ivr.channels.twilio import twiml
from ivr.channels.twilio.render.pieces import pieces
from ivr.engine import directives


def say(parent: twiml.Node, directive: directives.Say) -> None:
    """Speech, in as many <Say> as its length needs. An empty one is left out: Twilio warns of it (error 13520)."""
    for piece in pieces(twiml.clean(directive.text)):
        parent.append(twiml.Say(piece, language=directive.language, voice=directive.voice))
