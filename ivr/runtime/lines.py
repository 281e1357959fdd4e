"""The lines a server answers: read from their folders, kept as versions, found by the number called.

Flows and prompts are pinned to a call for its life; policy and hours are always the newest."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from ivr.errors import IvrError, StateError
from ivr.flow.contracts import Level
from ivr.flow.line import Line
from ivr.flow.reading import read_line
from ivr.marks import Complaint, Place, read
from ivr.runtime.actions import CONTRACTS
from ivr.runtime.kept import Kept
from ivr.runtime.rules import read_rules
from ivr.runtime.service import Folder, Service
from ivr.store import publications, versions
from ivr.store.database import Database
from ivr.store.publications import Publication
from ivr.study.effort import exceeding
from ivr.study.proof import prove

__all__ = ["Folder", "Lines", "Service", "folder_files", "read_files", "read_folder"]

log = logging.getLogger(__name__)


def folder_files(folder: Path) -> dict[str, bytes]:
    """The files of a line: its YAML and its prompts, by their path in the folder. Its tests are not part of it."""
    paths = sorted([*folder.glob("*.yaml"), *folder.glob("prompts/*.ftl")])
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def read_folder(folder: Path) -> Folder:
    """Read and check a whole line: flows, prompts, policy and hours, every complaint of all of them."""
    if not (folder / "line.yaml").is_file():
        place = Place(folder.as_posix())
        missing = Complaint(place, "line", "There is no line.yaml in this folder", "give the folder of a line")
        return Folder(None, (missing,), {})
    return read_files(folder_files(folder), folder.as_posix())


def read_files(files: Mapping[str, bytes], root: str) -> Folder:
    """The same, of files in memory; `root` is shown before their names. What was read lately is remembered: the answer
    depends on nothing but the files."""
    return _read(tuple(sorted(files.items())), root)


@lru_cache(maxsize=8)
def _read(listed: tuple[tuple[str, bytes], ...], root: str) -> Folder:
    files = dict(listed)
    policy, wrong = read_rules(files, root)
    levels = {} if policy is None else {name: Level.of(word) for name, word in policy.rules.actions.items()}
    queues = None if policy is None else set(policy.hours.queues)
    reading = read_line(files, CONTRACTS, queues=queues, levels=levels, root=root)
    complaints = tuple(sorted({*wrong, *reading.complaints}))
    if not complaints and reading.line is not None:
        complaints = tuple(sorted({*prove(reading.line), *_efforts(reading.line, files, root)}))
    if complaints or reading.line is None or policy is None:
        return Folder(None, complaints, files)
    return Folder(Service(reading.line, versions.version_of(files), policy), (), files)


def _efforts(line: Line, files: Mapping[str, bytes], root: str) -> tuple[Complaint, ...]:
    """What costs callers more keys or seconds than line.yaml allows."""
    node, _ = read(files["line.yaml"], f"{root}/line.yaml")
    return exceeding(line, node) if node is not None and line.settings.limits.effort else ()


class Lines:
    """The lines of one server: the live version of each line that its database knows, by `refresh`. A turn only looks
    into memory, but for the version of a call that began before this process did."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.kept = Kept(database, read_files)
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
