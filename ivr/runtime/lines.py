"""The lines a server answers: read from their folders, kept as versions, found by the number called.

Flows and prompts are pinned to a call for its life; policy and hours are always the newest."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import replace

from ivr.errors import IvrError, StateError
from ivr.runtime.folders import read_published
from ivr.runtime.kept import Kept, Read
from ivr.runtime.machine import MACHINE, Machine
from ivr.runtime.service import Service
from ivr.store import publications
from ivr.store.database import Database
from ivr.store.publications import Publication

log = logging.getLogger(__name__)


class Lines:
    """The lines of one server: the live version of each line that its database knows, by `refresh`. A turn only looks
    into memory, but for the version of a call that began before this process did."""

    def __init__(self, database: Database, read: Read = read_published, machine: Machine = MACHINE) -> None:
        self.database, self.machine = database, machine
        self.kept = Kept(database, read)
        self._live: Mapping[str, Service] = {}  # replaced whole, so that turns need no lock to look into it
        self._seen: dict[str, int] = {}
        self._refused: dict[str, str] = {}
        self._refreshing = threading.Lock()
        self._first: str | None = None

    def refresh(self) -> None:
        """Take up what was published since the last time. Calls in progress stay on their versions."""
        with self._refreshing:
            with self.database.reading() as connection:
                newest = publications.newest(connection)
            for line, number in newest.items():
                if number != self._seen.get(line):
                    self._take_up(line)
                    self._seen[line] = number

    def _take_up(self, line: str) -> None:
        """Serve the newest publication of a line; where this code refuses it, what it serves now goes on, or at the
        start of a server the newest one that it can serve."""
        with self.database.reading() as connection:
            past = publications.history(connection, line)
        self._refused.pop(line, None)
        for publication in past:
            try:
                service = self.kept.get(line, publication.version)
            except IvrError as error:
                self._refuse(publication, error)
                if line in self._live:
                    return
            else:
                self._live = {**self._live, line: service}
                log.info("line %s: publication %s is live (%s)", line, publication.number, publication.version[:12])
                return

    def _refuse(self, publication: Publication, error: IvrError) -> None:
        what = f"publication {publication.number} ({publication.version[:12]}) of line {publication.line}"
        log.error("%s cannot be served by this code: %s", what, error)
        self._refused.setdefault(publication.line, what)

    @property
    def published(self) -> frozenset[str]:
        """The names of the lines that the database knows, whether or not this code can serve them."""
        return frozenset(self._seen)

    @property
    def refused(self) -> tuple[str, ...]:
        """Live publications that this code cannot serve: a server with any is not ready for calls."""
        return tuple(self._refused.values())

    @property
    def live(self) -> Service:
        """The line that answers where the number called says nothing. Raises StateError when there is none at all."""
        live = self._live
        found = live.get(self._first or "") or next(iter(live.values()), None)
        if found is None:
            raise StateError("no line is published")
        return found

    def answer_first_with(self, line: str) -> None:
        """Make this line the one that answers where the number called says nothing."""
        self._first = line

    @property
    def all(self) -> tuple[Service, ...]:
        """Every line of this server."""
        return tuple(self._live.values())

    @property
    def agent_numbers(self) -> frozenset[str]:
        return frozenset(number for service in self.all for number in service.line.settings.agents)

    def answering(self, called: str) -> Service:
        """The line of a number."""
        for service in self.all:
            if called in service.line.settings.numbers:
                return service
        return self.live

    def pinned(self, line: str, version: str) -> Service:
        """The version a call began with, under today's policy. Raises StateError when it is nowhere, LineError when
        this code refuses it."""
        live = self._live.get(line, self.live)
        if live.version == version:
            return live
        return replace(self.kept.get(line, version), policy=live.policy)
