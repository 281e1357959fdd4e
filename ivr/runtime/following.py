"""Following what is published: every process of a server takes it up within seconds, beside its calls."""

from __future__ import annotations

import logging
import threading

from ivr.runtime.lines import Lines
from ivr.store.database import is_away

log = logging.getLogger(__name__)

EVERY_SECONDS = 1.0
"""One small query each time. With the half second that reading a line takes, a publication is live within 5 s."""


class Follower:
    """Refreshes the lines of this process until it is stopped."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.stopping = threading.Event()

    def work(self, every: float = EVERY_SECONDS) -> None:
        """Look for new publications until `stop`."""
        while not self.stopping.wait(every):
            try:
                self._lines.refresh()
            except Exception as error:
                what = "what is published could not be read; the next try is in %s s"
                log.exception(what, every, exc_info=not is_away(error))

    def stop(self) -> None:
        """Let `work` end."""
        self.stopping.set()
