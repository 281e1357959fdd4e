"""What follows within one advance: what a step, an outcome or a return leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ivr.engine.awaiting import Awaiting
from ivr.engine.directives import Directive
from ivr.flow.contracts import Level
from ivr.flow.types import Value
from ivr.values import Secret


@dataclass(frozen=True)
class Wanted:
    """An action to be done before the call goes on.

    inputs   by the contract's names. account: the one it touches, or the caller's, None when nothing is proven.
    key      this doing's own name, the same when the same doing is repeated.
    level    the least assurance by its contract; policy may ask for more.
    outside  it leaves our database: the turn ends, a later one brings its end.
    """

    action: str
    inputs: Mapping[str, Value | Secret] = field(hash=False)
    key: str
    level: Level
    account: str | None
    outside: bool


@dataclass(frozen=True)
class Visits:
    """The step the run is at is visited."""


@dataclass(frozen=True)
class Ends:
    """The step ended so. `normal`: it goes on as the step says, unless its `on` has the outcome."""

    outcome: str
    normal: bool = False


@dataclass(frozen=True)
class Waits:
    """The document ends with `closing`; the next turn brings what is awaited."""

    closing: Directive
    awaiting: Awaiting


@dataclass(frozen=True)
class Wants:
    """An action is wanted."""

    wanted: Wanted


@dataclass(frozen=True)
class AsksAgain:
    """The question that is awaited is asked afresh: no visit, no try."""


@dataclass(frozen=True)
class Finishes:
    """The call is over."""


@dataclass(frozen=True)
class Breaks:
    """Nobody handles what went wrong."""


Move = Visits | Ends | Waits | Wants | AsksAgain | Finishes | Breaks
