"""What a transcript handset may say instead of a reply."""

from __future__ import annotations

from enum import Enum

from ivr.phone.moments import Joining, Listening, Moment, Reply, Speaking


class Stay(Enum):
    DONE = "the task is done, on to the next in the same moment"
    BLOCKED = "the task cannot be done in this moment"
    MOVED = "the call has gone on meanwhile, through another one"
    PARKED = "the steps are over, the call goes on without them"


Outcome = Reply | Stay


def still_speaks(moment: Moment | None) -> bool:
    """Whether more may be said before the line waits for the caller; None is the end of the call."""
    return isinstance(moment, Joining) or (isinstance(moment, Speaking) and moment.queue is None)


def in_queue(moment: Moment) -> bool:
    """Whether the caller waits in a queue."""
    return isinstance(moment, (Speaking, Listening)) and moment.queue is not None
