"""<Dial>: https://www.twilio.com/docs/voice/twiml/dial, https://www.twilio.com/docs/voice/twiml/queue"""

from __future__ import annotations

from ivr.channels.twilio import twiml

EMPTY_QUEUE = 10
"""Seconds <Dial> waits in an empty queue, when the caller has just hung up."""


def dial_number(parent: twiml.Node, number: str) -> None:
    """A number outside; what follows runs when that call has ended or failed."""
    parent.append(twiml.Dial(number))


def dial_queue(parent: twiml.Node, name: str, told: str) -> None:
    """The caller who waits longest in a queue; the document at `told` is what that caller hears just before."""
    dial: twiml.Node = twiml.Dial(timeout=EMPTY_QUEUE)
    dial.append(twiml.Queue(name, url=told))
    parent.append(dial)
