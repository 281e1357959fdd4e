"""What unwinds a call from wherever it is waiting."""

from __future__ import annotations

from ivr.phone.switch import Bridge


class CallerHungUp(Exception):  # noqa: N818 - no error, it unwinds the verbs
    """The person at this telephone hung up; verbs that tell their action so catch it, and raise it on."""


class Taken(Exception):  # noqa: N818
    """An agent took this waiting call; unwinds its wait document."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge


class QueueEvent(Exception):  # noqa: N818
    """The queue did something to this waiting call; `what` is a QueueResult. Unwinds its wait document."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
