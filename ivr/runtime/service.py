"""A version of a line that can be served, and what reading a line's files gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ivr.domain.policy import Policy
from ivr.flow.line import Line
from ivr.marks import Complaint


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
    """A line's files, read and checked: `service` is None when there are complaints."""

    service: Service | None
    complaints: tuple[Complaint, ...]
    files: Mapping[str, bytes]
