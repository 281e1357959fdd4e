"""Versions of lines as this process has read them: from the database when first needed, the last few in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping

from ivr.errors import LineError, StateError
from ivr.runtime.service import Folder, Service
from ivr.store import versions
from ivr.store.database import Database

MOST = 64
"""Versions in memory, about 5 MB each. Calls are on the live version and the few before it; a storm of publications
may not make turns wait for versions to be read, nor fill the memory."""

Read = Callable[[Mapping[str, bytes], str], Folder]
"""Reads and checks a version's files; the second argument is shown before their names."""


class Kept:
    """Each version is read once, by `read`."""

    def __init__(self, database: Database, read: Read) -> None:
        self._database, self._read = database, read
        self._known: OrderedDict[tuple[str, str], Service] = OrderedDict()
        self._lock = threading.Lock()
        self._reading = threading.Lock()
        """One version is read at a time: many calls may ask for the same one at once, and reading takes a core."""

    def add(self, service: Service) -> None:
        with self._lock:
            self._known[service.id, service.version] = service
            self._known.move_to_end((service.id, service.version))
            while len(self._known) > MOST:
                self._known.popitem(last=False)

    def get(self, line: str, version: str) -> Service:
        """The version, under the policy it was published with. Raises StateError when there is none, LineError when
        this code refuses it."""
        known = self._at_hand(line, version)
        if known is not None:
            return known
        with self._reading:
            return self._at_hand(line, version) or self._read_back(line, version)

    def _at_hand(self, line: str, version: str) -> Service | None:
        with self._lock:
            known = self._known.get((line, version))
            if known is not None:
                self._known.move_to_end((line, version))
            return known

    def _read_back(self, line: str, version: str) -> Service:
        with self._database.reading() as connection:
            files = versions.files_of(connection, line, version)
        if files is None:
            raise StateError(f"version {version[:12]} of line {line} is not in the database")
        found = self._read(files, f"{line}@{version[:12]}")
        if found.service is None:
            raise LineError(found.complaints)
        self.add(found.service)
        return found.service
