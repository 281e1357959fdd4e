"""A side of a comparison, and a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ivr.flow.line import Line
from ivr.flow.prompts import Catalogue

Tree = Mapping[str, object]
"""A YAML file as text, lists and mappings."""


class Group(StrEnum):
    """What a change is about; the value is its heading, and their order is the order of the report."""

    ACCESS = "Who is let in"
    CONSENT = "What callers agree to"
    WAYS = "Where calls go"
    WAITING = "Waiting and tries"
    STEPS = "Flows and steps"
    PROMPTS = "What callers hear"
    LANGUAGES = "Languages"
    LINE = "The line"
    HOURS = "Hours"
    POLICY = "Rules"


@dataclass(frozen=True)
class Change:
    """One difference. `text` is a sentence; `details` are lines beneath it (what was said, what is said now).

    where    for tools: `main.menu`, `prompts.pay-consent`, `policy.grants.verified`.
    flagged  worth a second look: it decides who is let in, or what a caller agrees to.
    """

    group: Group
    where: str
    text: str
    details: tuple[str, ...] = ()
    flagged: bool = False


@dataclass(frozen=True)
class Side:
    """A line with its prompts, policy and hours as they are written: `sides.side_of` makes it. It need not pass its
    check (a draft is worth comparing before everything is mended, and an old version was checked by older rules), so
    what a target names may not be there. Of `line`, types and conditions are empty."""

    line: Line
    prompts: Mapping[str, Catalogue] = field(hash=False)
    policy: Tree = field(hash=False)
    hours: Tree = field(hash=False)

    @property
    def language(self) -> str:
        """The line's first language."""
        return next(iter(self.line.settings.languages))
