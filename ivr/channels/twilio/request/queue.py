"""What Enqueue posts to its action, and queues to their wait document:
https://www.twilio.com/docs/voice/twiml/enqueue#request-parameters"""

from __future__ import annotations

from typing import Literal

from ivr.channels.twilio.request.posted import Posted
from ivr.engine.events import HungUp, QueueLeft
from ivr.runtime.arrivals import Waiting

How = Literal["answered", "full", "too_long", "failed", "left"]
RESULTS: dict[str, How] = {
    "bridged": "answered",
    # The action is asked while the parties are being connected, or after they were and one was sent elsewhere: either
    # way a person was reached.
    "bridging-in-process": "answered",
    "redirected-from-bridged": "answered",
    "queue-full": "full",
    # Only our wait document has a <Leave>, and it leaves when the wait was too long.
    "leave": "too_long",
    "redirected": "left",
    "error": "failed",
    "system-error": "failed",
}


def queue_left(posted: Posted) -> QueueLeft | HungUp:
    """How a wait ended. A result that is not known is a failure."""
    result = posted.raw("QueueResult")
    if result == "hangup":
        return HungUp()
    # QueueTime is sent only when the call really was in the queue.
    return QueueLeft(RESULTS.get(result, "failed"), posted.whole("QueueTime"))


def fell_out() -> QueueLeft:
    """The redirect behind <Enqueue>: according to the documentation of <Leave>, this is where it leads."""
    return QueueLeft("too_long")


def waiting(posted: Posted) -> Waiting:
    """What Twilio says of a caller who waits. The first in the queue has position 1."""
    return Waiting(
        position=posted.whole("QueuePosition") or None,
        seconds=posted.whole("QueueTime"),
        average_seconds=posted.whole("AvgQueueTime"),
        size=posted.whole("CurrentQueueSize"),
    )
