"""Where a call goes after a verb: on to the next one (None), to another document, out of the queue, or to its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

EndedBy = Literal["line", "caller", "rejected", "busy", "error"]


@dataclass(frozen=True)
class Goto:
    """Request a document. `url` is as TwiML wrote it, resolved by whoever returns this; `fields` are the verb's own."""

    url: str
    method: str = "POST"
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Leave:
    """Out of the queue, on behind its <Enqueue>."""


@dataclass(frozen=True)
class Over:
    """The call ends."""

    by: EndedBy
    fault: str = ""


Next = Goto | Leave | Over | None
