"""What can follow from a point of a call."""

from __future__ import annotations

from dataclasses import dataclass, field

from ivr.study.proof.held import Held
from ivr.study.proof.state import Context, Node
from ivr.study.proof.trails import Asked
from ivr.study.proof.values import Value, altered


@dataclass(frozen=True)
class Heard:
    """What the caller does there, or what happens to them, for the path that is shown; `weight` in such things."""

    text: str = ""
    weight: int = 0


NOTHING = Heard()
"""It goes on by itself."""


@dataclass(frozen=True)
class Stays:
    """On in the same run."""

    node: Node
    heard: Heard = NOTHING


@dataclass(frozen=True)
class Backs:
    """To a question that was asked before, whichever were (see `trails`)."""

    node: Node
    heard: Heard = NOTHING


@dataclass(frozen=True)
class Runs:
    """Another flow is run, and comes back to `node`. `numbers`: by its numbers, those here (`Context.known` of them).
    `passed`: of what is held here, what it can see."""

    node: Node
    context: Context
    numbers: tuple[int, ...]
    passed: Held
    heard: Heard = NOTHING


@dataclass(frozen=True)
class Leaves:
    """All runs are left; the call goes on in `context`."""

    context: Context
    heard: Heard = NOTHING


@dataclass(frozen=True)
class Exit:
    """The end of a run: its outcome, and what it leaves behind. `step` is where it ended first."""

    context: Context
    outcome: str
    held: Held
    handed: Value | None
    changed: bool
    step: str = field(compare=False)


@dataclass(frozen=True)
class Ends:
    """The run ends."""

    exit: Exit
    heard: Heard = NOTHING


@dataclass(frozen=True)
class Breach:
    """Something is not proven here: the rule, where, and why; `heard` is what the caller does last."""

    rule: str
    flow: str
    step: str
    reason: str
    remedy: str
    heard: Heard = NOTHING


@dataclass(frozen=True)
class Stops:
    """The call is over."""


Move = Stays | Backs | Runs | Leaves | Ends | Stops | Breach

EARLIER: Asked = frozenset({""})
"""Stands for whatever had been asked when a point was come to: what follows from it otherwise is found once."""


def after(move: Move, asked: Asked) -> Move:
    """The move from a point come to with EARLIER, where this was asked before."""
    if isinstance(move, Stays | Backs | Runs) and move.node.asked >= EARLIER:
        return altered(move, node=altered(move.node, asked=(move.node.asked - EARLIER) | asked))
    return move


GONE = "hung up"
"""The outcome of a run whose caller has hung up where it does not handle that. No flow can return it."""
