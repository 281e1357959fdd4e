"""<Leave>: https://www.twilio.com/docs/voice/twiml/leave"""

from __future__ import annotations

from ivr.channels.twilio import twiml


def leave(parent: twiml.Node) -> None:
    """Out of the queue: the call goes on at Enqueue's action, or behind the Enqueue (Twilio's documentation of Leave
    says the one, that of Enqueue the other; both lead to the next turn)."""
    parent.append(twiml.Leave())
