"""What a call waits for between two turns: a closed set, so that every event in every state has a defined meaning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Discriminator

from ivr.engine.stored import Stored


@dataclass(frozen=True)
class Starting:
    """Nothing was said yet."""

    kind: Literal["starting"] = "starting"


@dataclass(frozen=True)
class Choosing:
    """A key or a word, at a menu."""

    kind: Literal["choosing"] = "choosing"


@dataclass(frozen=True)
class Answering:
    """The answer to an ask, or the code of a confirm."""

    kind: Literal["answering"] = "answering"


@dataclass(frozen=True)
class Confirming:
    """Yes or no to `answer`, which was said back."""

    answer: Stored
    kind: Literal["confirming"] = "confirming"


@dataclass(frozen=True)
class Picking:
    """A shortcut, after a lone star in an ask. What goes on when none is picked is the ask itself: `over` is the
    answer that was to be confirmed, None when none was given yet."""

    over: Stored | None = None
    kind: Literal["picking"] = "picking"


@dataclass(frozen=True)
class Acting:
    """The end of an action. `since`: when it was asked for (None in states of before this was kept); `said`: when the
    caller last heard a holding prompt."""

    action: str
    outside: bool
    said: datetime | None = None
    since: datetime | None = None
    kind: Literal["acting"] = "acting"


@dataclass(frozen=True)
class Capturing:
    """A card; `ref` is what its sealed token will be known by."""

    ref: str
    kind: Literal["capturing"] = "capturing"


@dataclass(frozen=True)
class Queueing:
    """The end of a wait for a person."""

    kind: Literal["queueing"] = "queueing"


@dataclass(frozen=True)
class Over:
    """Nothing: the call has ended."""

    kind: Literal["over"] = "over"


Awaiting = Annotated[
    Starting | Choosing | Answering | Confirming | Picking | Acting | Capturing | Queueing | Over, Discriminator("kind")
]

LISTENING = (Choosing, Answering, Confirming, Picking)
"""Those in which the caller was asked something."""
