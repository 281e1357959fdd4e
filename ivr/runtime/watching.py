"""Watching a folder, for development: published on each clean save, and every complaint told on each unclean one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from ivr.errors import IvrError, LineError
from ivr.runtime.folders import folder_files
from ivr.runtime.lines import Lines
from ivr.runtime.publishing import publish, this_user
from ivr.values import fingerprint

EVERY_SECONDS = 0.4
"""Two dozen small files are read each time, a few milliseconds: what counts is what is in them, not when they were
written, and no notification of any file system is missed."""
SAVED = "saved, while watched"


class Watcher:
    """Looks at a folder and makes what is right of it live in this process; others follow."""

    def __init__(self, lines: Lines, folder: Path, say: Callable[[str], None]) -> None:
        self._lines, self._folder, self._say = lines, folder, say
        self._done = self._last = self._content()

    def work(self, stopping: threading.Event, every: float = EVERY_SECONDS) -> None:
        """Look until `stopping` is set."""
        while not stopping.wait(every):
            self.look()

    def look(self) -> None:
        """Publish what was saved since the last look, once it has been the same for two looks: editors and checkouts
        write several files one after the other."""
        now = self._content()
        settled, self._last = now == self._last, now
        if now is None or now == self._done or not settled:
            return
        self._done = now
        try:
            made = publish(self._lines, self._folder, this_user(), SAVED)
            self._lines.refresh()
        except LineError as error:
            count = len(error.complaints)
            self._say(f"{error}\n{count} to mend in {self._folder}; the line is served as it was")
        except (IvrError, OSError) as error:
            self._say(f"{self._folder} was not published: {error}")
        else:
            if made.fresh:
                live = made.publication
                self._say(f"{live.line} {live.number} is live: version {live.version[:12]}")

    def _content(self) -> str | None:
        try:
            return fingerprint(folder_files(self._folder))
        except OSError:  # a file that went between listing and reading: the next look sees the rest
            return None
