"""Contracts of actions: what a step that does one must give, what it gets, how it may end, how sure we must be.

Only types: the functions behind them live in `ivr/runtime/actions`, one group a module, beside their contracts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from ivr.flow.types import ListOf, Record, Type


class Level(IntEnum):
    """How sure we are of the caller (NIST SP 800-63B speaks of assurance)."""

    ANONYMOUS = 0
    IDENTIFIED = 1
    VERIFIED = 2

    @property
    def word(self) -> str:
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Level:
        return cls[word.upper()]


@dataclass(frozen=True)
class Input:
    """An input. A `secret` one takes only `$answer` of a secret ask's `check`, never a variable."""

    type: Type
    required: bool = True
    secret: bool = False


@dataclass(frozen=True)
class Budget:
    """How long a caller waits for an action outside, in seconds. line.yaml's `patience` may set both.

    quiet   until the first holding prompt: a card is usually charged within three seconds.
    limit   until the call goes on without its result: with `unknown`, or `unavailable` where it was never tried.
    """

    quiet: int = 3
    limit: int = 45

    def __post_init__(self) -> None:
        if not 0 < self.quiet < self.limit:
            raise ValueError("a caller hears a holding prompt before the limit")


@dataclass(frozen=True)
class Contract:
    """An action's promise.

    name       "payment.charge": group and verb; flows name it so.
    title      what it does, in an admin's words, for the docs and the drawings.
    inputs     by name. An input named by `account` is filled with the proven account when a flow leaves it out.
    result     what `save:` gets, where the outcome is in `gives`.
    outcomes   every way it can end; `normal` is the one that goes on to the next step (None: all need handlers).
    local      outcomes that only the step itself may handle, not a default: they need words of their own.
    level      the least assurance; policy.yaml may raise it, never lower it.
    account    the name of the input that holds the account it touches; the grant must be for that account.
    outside    it leaves our database: runs as an effect after the turn is committed, its result is another turn's.
    budget     how long a caller waits for it, if it is outside.
    changes    it changed something that `back` must not undo by walking over it.
    says       figures that a consent to it must have said: last parts of variables (`fee` for $price-fee), or terms
               (`-free-way`). Empty: it costs the caller nothing and asks no consent.
    confirms   inputs that a fresh code must have named (`confirm:`); empty: no confirmation needed.
    costs      outcomes after which the caller has paid, or may have: a consent is used up by them. Where it says
               figures and names none: those that give a result, else the normal one.
    claims     the name of the input that holds an account the caller says is theirs: nothing is proven by it yet.
    grants     what the normal outcome proves, for the account claimed last.
    """

    name: str
    title: str
    outcomes: tuple[str, ...]
    normal: str | None
    inputs: Mapping[str, Input] = field(default_factory=dict, hash=False)
    result: Record | ListOf | None = None
    gives: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    level: Level = Level.ANONYMOUS
    account: str | None = None
    outside: bool = False
    budget: Budget = Budget()
    changes: bool = False
    says: tuple[str, ...] = ()
    confirms: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    claims: str | None = None
    grants: Level | None = None

    def __post_init__(self) -> None:
        if self.normal is not None and self.normal not in self.outcomes:
            raise ValueError(f"{self.name}: the normal outcome must be one of the outcomes")
        if not set(self.gives) | set(self.local) <= set(self.outcomes):
            raise ValueError(f"{self.name}: gives and local name outcomes")
        if self.result is not None and not self.gives and self.normal is not None:
            object.__setattr__(self, "gives", (self.normal,))
        if not set(self.costs) <= set(self.outcomes):
            raise ValueError(f"{self.name}: costs names outcomes")
        if self.says and not self.costs:
            object.__setattr__(self, "costs", self.gives or ((self.normal,) if self.normal is not None else ()))
        if any(name is not None and name not in self.inputs for name in (self.account, self.claims)):
            raise ValueError(f"{self.name}: account and claims name inputs")
        if self.grants is not None and self.normal is None:
            raise ValueError(f"{self.name}: what grants has a normal outcome")


COMMON = ("unavailable", "not_verified")
"""Every action may also end in these: it broke or was too slow; the grant it needs is not there. The line's `on`
handles both unless a flow or step does."""

QUEUE_ENTER = "queue.enter"
"""Asked by the engine at a `queue` step before anyone waits: {queue: text} -> open | closed | full | no_agents."""
CONFIRM_SEND, CONFIRM_CHECK = "confirmation.send", "confirmation.check"
"""Asked by the engine at a `confirm` step: sends the code that names account, amount and payee -> sent |
used_up; checks what was given -> right (gives a one-use grant) | wrong | expired | used_up."""
RESUME_FIND, RESUME_TAKE = "resume.find", "resume.take"
"""Asked by the engine at a `resume` step: whether a call from this number was cut off at a checkpoint -> found (where,
and how sure we were of the caller) | nothing; and, when the caller has answered and proven as much, {yes: boolean} ->
taken (where, and what was kept) | nothing (they said no, or it is not theirs)."""
