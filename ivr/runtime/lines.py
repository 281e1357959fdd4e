"""The lines a server answers: read from their folders, kept as versions, found by the number called.

Flows and prompts are pinned to a call for its life; policy and hours are always the newest."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from ivr.domain.hours_file import read_hours
from ivr.domain.policy import Policy
from ivr.domain.policy_file import read_policy
from ivr.errors import LineError, StateError
from ivr.flow.contracts import Level
from ivr.flow.line import Line
from ivr.flow.reading import read_line
from ivr.marks import Complaint, Place, read
from ivr.runtime.actions import CONTRACTS
from ivr.runtime.clock import milliseconds, real_now
from ivr.store import versions
from ivr.store.database import Database

log = logging.getLogger(__name__)

POLICY, HOURS = "policy.yaml", "hours.yaml"


@dataclass(frozen=True)
class Service:
    """One version of a line, with the policy of now."""

    line: Line
    version: str
    policy: Policy

    @property
    def id(self) -> str:
        return self.line.settings.line

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.line.settings.time_zone)


@dataclass(frozen=True)
class Folder:
    """A line's folder, read and checked: `service` is None when there are complaints."""

    service: Service | None
    complaints: tuple[Complaint, ...]
    files: Mapping[str, bytes]


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
    """The same, of files in memory; `root` is shown before their names."""
    policy, wrong = _policy(files, root)
    levels = {} if policy is None else {name: Level.of(word) for name, word in policy.rules.actions.items()}
    queues = None if policy is None else set(policy.hours.queues)
    reading = read_line(files, CONTRACTS, queues=queues, levels=levels, root=root)
    complaints = tuple(sorted({*wrong, *reading.complaints}))
    if complaints or reading.line is None or policy is None:
        return Folder(None, complaints, files)
    return Folder(Service(reading.line, versions.version_of(files), policy), (), files)


def _policy(files: Mapping[str, bytes], root: str) -> tuple[Policy | None, list[Complaint]]:
    complaints: list[Complaint] = []
    nodes = {}
    for name in (POLICY, HOURS):
        place = f"{root}/{name}"
        if name not in files:
            complaints.append(Complaint(Place(place), "line", f"There is no {name}", "every line needs one"))
            continue
        node, wrong = read(files[name], place)
        complaints += wrong
        if node is not None and not wrong:
            nodes[name] = node
    if len(nodes) < 2:
        return None, complaints
    hours, wrong_hours = read_hours(nodes[HOURS])
    rules, wrong_rules = read_policy(nodes[POLICY], CONTRACTS)
    complaints += [*wrong_hours, *wrong_rules]
    if hours is None or rules is None:
        return None, complaints
    return Policy(rules, hours), complaints


class Lines:
    """The lines of one server. `live` is what new calls get; older versions are read back when a call needs them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._live: dict[str, Service] = {}
        self._pinned: dict[tuple[str, str], Service] = {}
        self._lock = threading.Lock()

    def publish(self, folder: Path) -> Service:
        """Read a folder and make it live. Raises LineError with every complaint."""
        found = read_folder(folder)
        if found.service is None:
            raise LineError(found.complaints)
        service = found.service
        with self._database.begin() as connection:
            versions.keep(connection, service.id, found.files, milliseconds(real_now()))
        with self._lock:
            self._live[service.id] = service
            self._pinned[service.id, service.version] = service
        return service

    @property
    def live(self) -> Service:
        """The line that answers where the number called says nothing."""
        return next(iter(self._live.values()))

    @property
    def all(self) -> tuple[Service, ...]:
        """Every line of this server."""
        return tuple(self._live.values())

    @property
    def agent_numbers(self) -> frozenset[str]:
        return frozenset(number for service in self._live.values() for number in service.line.settings.agents)

    def answering(self, called: str) -> Service:
        """The line of a number."""
        for service in self._live.values():
            if called in service.line.settings.numbers:
                return service
        return self.live

    def pinned(self, line: str, version: str) -> Service:
        """The version a call began with, under today's policy. Raises StateError when it is nowhere."""
        live = self._live.get(line, self.live)
        if live.version == version:
            return live
        with self._lock:
            known = self._pinned.get((line, version))
        if known is None:
            known = self._read_back(line, version)
        return replace(known, policy=live.policy)

    def _read_back(self, line: str, version: str) -> Service:
        with self._database.reading() as connection:
            files = versions.files_of(connection, line, version)
        found = read_files(files, line) if files is not None else None
        if found is None or found.service is None:
            raise StateError(f"version {version[:12]} of line {line} cannot be read by this code")
        with self._lock:
            self._pinned[line, version] = found.service
        return found.service
