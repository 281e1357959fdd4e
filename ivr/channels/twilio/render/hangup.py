"""<Hangup>: https://www.twilio.com/docs/voice/twiml/hangup"""

from __future__ import annotations

from ivr.channels.twilio import twiml


def hangup(parent: twiml.Node) -> None:
    """The end of the call; nothing behind it runs."""
    parent.append(twiml.Hangup())
