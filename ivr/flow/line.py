"""The checked line: what the engine walks. Reading and checking make it; nothing here can be wrong any more.

A handler of line.yaml's `on` is a `LineTarget`: its `to` names a flow, which the call goes on in, leaving the flows it
was in. Every other target's `to` names a step of its own flow. A target that leads nowhere (`say` alone, or a choice
with a value alone) goes where the step's normal outcome goes: see `Flow.onward`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from pydantic import Field

from ivr.flow.contracts import Budget, Contract
from ivr.flow.types import ACCOUNT, DATE, NAME, PHONE, TEXT, TIME, Choice, Record, Type, Value, record
from ivr.flow.verbs import LineHandlers, Step, Target
from ivr.marks import Place, Written

CALL = record("call", {"from": PHONE}, language=TEXT, today=DATE, now=TIME)
"""`call`, read-only in every flow. `from` is the caller's number: a hint, never a proof."""
CALLER = record(
    "caller", {"account": ACCOUNT, "name": NAME}, assurance=Choice("assurance", ("anonymous", "identified", "verified"))
)
"""`caller`, read-only in every flow. `account` and `name` are there once proven."""


class Listening(Written):
    """`listen` in line.yaml: seconds of silence before no-input, seconds between keys, bad answers in one visit, and
    the least confidence (0 to 1) of recognised speech that counts; speech off makes the line keys only."""

    wait: int = Field(default=6, ge=1, le=60)
    between_keys: int = Field(default=4, ge=1, le=20)
    tries: int = Field(default=3, ge=1, le=9)
    confidence: float = Field(default=0.45, ge=0, le=1)
    speech: bool = True


class LanguageSettings(Written):
    """One language of the line: the carrier's voice for it, and the name callers know it by."""

    name: str
    voice: str | None = None


class Shortcut(Written):
    """One shortcut of `anywhere`: its key in menus (and after `star` in asks), and where it leads.

    `repeat`, `back` need no flow. `run` names a flow that the call goes on in, leaving the flow it was in. Words for
    it are the line's prompt `anywhere-<name>` (`.hear`); what is said of it is that prompt's text."""

    key: str = Field(pattern=r"^([0-9]|star|pound)$")
    run: str | None = None


class Goal(Written):
    """A thing callers want: an `action` that is done, or a `queue` they wait in (one of the two), with the most keys
    they may have to press for it and the most seconds it may take, in any language."""

    action: str | None = None
    queue: str | None = None
    keys: int = Field(ge=1, le=999)
    seconds: int = Field(ge=1, le=3600)


class Limits(Written):
    """How long a menu may be heard (seconds), how many steps a turn may walk before it is cut off, and what it may take
    a caller to reach a goal, by the goal's name."""

    menu_seconds: int = Field(default=45, ge=5, le=120)
    steps_per_turn: int = Field(default=100, ge=10, le=1000)
    effort: Mapping[str, Goal] = Field(default_factory=dict)


class Patience(Written):
    """How long a caller waits for one action that is done outside, in seconds: `quiet` until the first holding prompt,
    `limit` until the call goes on without the result. What is left out is as the action has it.

    The ceilings keep the line from going dead: a caller who hears nothing for eight seconds hangs up."""

    quiet: int | None = Field(default=None, ge=1, le=8)
    limit: int | None = Field(default=None, ge=10, le=120)


class LineSettings(Written):
    """line.yaml."""

    line: str = Field(pattern=r"^[a-z][a-z0-9-]{0,40}$")
    name: str
    numbers: tuple[str, ...] = Field(min_length=1)
    agents: tuple[str, ...] = ()
    """The numbers an agent calls to take the next caller waiting."""
    start: str
    verify: str
    languages: Mapping[str, LanguageSettings] = Field(min_length=1)
    time_zone: str
    country: str = Field(pattern=r"^[A-Z]{2}$")
    currency: str
    fallback_number: str | None = None
    """Where a caller is sent when nothing works any more."""
    listen: Listening = Listening()
    anywhere: Mapping[Literal["repeat", "back", "agent", "fraud", "language"], Shortcut] = Field(default_factory=dict)
    on: LineHandlers = Field(default_factory=dict)
    limits: Limits = Limits()
    patience: Mapping[str, Patience] = Field(default_factory=dict)
    """By action."""

    def budget(self, contract: Contract) -> Budget:
        """How long a caller waits for this action."""
        written, own = self.patience.get(contract.name, Patience()), contract.budget
        return Budget(written.quiet or own.quiet, written.limit or own.limit)


class Condition(Protocol):
    """A compiled condition."""

    @property
    def text(self) -> str: ...

    def holds(self, scope: Mapping[str, Value]) -> bool:
        """Whether it holds with these variables (see `Flow.types`). Raises ConditionFault when it cannot be told."""
        ...


@dataclass(frozen=True)
class Spoken:
    """A piece of a formatted prompt: text to speak, or an audio file that stands in for it."""

    text: str
    audio: str | None = None


class Prompts(Protocol):
    """The line's prompts in all its languages."""

    def has(self, language: str, prompt: str, attribute: str | None = None) -> bool: ...

    def speak(
        self,
        language: str,
        prompt: str,
        scope: Mapping[str, Value],
        types: Mapping[str, Type],
        attribute: str | None = None,
    ) -> Spoken:
        """The prompt (or its `.attribute`) with the variables of `scope` said as `types` ask. `scope` is nested
        (`{"owed": {"full": Money}}`); `$owed-full` in Fluent finds `owed.full`. Raises PromptFault."""
        ...

    def figures(
        self, language: str, prompt: str, scope: Mapping[str, Value], types: Mapping[str, Type]
    ) -> Mapping[str, str]:
        """The variables the prompt says, as they are said, by their names in prompts (`price-fee`): what a consent
        keeps. Raises PromptFault."""
        ...

    def names(self, language: str, prompt: str) -> frozenset[str]:
        """The variables (`price-fee`) and terms (`-free-way`) that the prompt names; none where there is no prompt."""
        ...

    def words(self, language: str, prompt: str, attribute: str) -> tuple[str, ...]:
        """The comma-separated words of `.hear-1` and the like; empty when there are none."""
        ...


@dataclass(frozen=True)
class Flow:
    """One flow. `steps` and `asides` by name, in order; `following` gives the step after each one in `steps`.

    takes      what the flow is given: variable -> type name's type.
    returns    each outcome it may return, with the record it hands back (None: nothing).
    types      the type of every variable that may be set in it, `call`, `caller` and what it takes included.
    """

    name: str
    title: str
    requires: Literal["identified", "verified"] | None
    takes: Mapping[str, Type] = field(hash=False)
    returns: Mapping[str, Record | None] = field(hash=False)
    on: Mapping[str, Target] = field(hash=False)
    steps: Mapping[str, Step] = field(hash=False)
    asides: Mapping[str, Step] = field(hash=False)
    types: Mapping[str, Type] = field(hash=False)
    places: Mapping[str, Place] = field(hash=False)

    @property
    def first(self) -> str:
        return next(iter(self.steps))

    def step(self, name: str) -> Step:
        found = self.steps.get(name)
        return found if found is not None else self.asides[name]

    def onward(self, name: str, target: Target) -> Target:
        """Where `target` leads from step `name`, the next step written out; with none of to, return and hang_up only
        where the step is the last and its normal outcome cannot be."""
        if target.to or target.return_ or target.hang_up:
            return target
        normal = self.step(name).onward
        if not (normal.to or normal.return_ or normal.hang_up):
            normal = Target(to=self.after(name))
        return normal.model_copy(update={"say": target.say})

    def after(self, name: str) -> str | None:
        """The next step from top to bottom; None after the last and for asides."""
        names = list(self.steps)
        if name not in self.steps or names[-1] == name:
            return None
        return names[names.index(name) + 1]


@dataclass(frozen=True)
class Line:
    """A whole checked line. `conditions` are compiled, by (flow, the condition's text)."""

    settings: LineSettings
    flows: Mapping[str, Flow] = field(hash=False)
    prompts: Prompts = field(hash=False)
    contracts: Mapping[str, Contract] = field(hash=False)
    conditions: Mapping[tuple[str, str], Condition] = field(hash=False)
    _shortcuts: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def shortcut_words(self, language: str) -> tuple[str, ...]:
        """The words that take a shortcut from anywhere. Every question listens for them."""
        known = self._shortcuts.get(language)
        if known is None:
            words = (self.prompts.words(language, f"anywhere-{name}", "hear") for name in self.settings.anywhere)
            known = self._shortcuts[language] = tuple(word for each in words for word in each)
        return known

    def handler(self, flow: str, step: str | None, outcome: str) -> Target | None:
        """Who handles an outcome that is not the normal one: the step (None: what the flow itself `requires`), the
        flow, the line, in that order.

        too_low and too_high that nobody names are no_match: the answer was none that can be used."""
        here = self.flows[flow]
        for name in (outcome, INSTEAD.get(outcome)):
            for on in (here.step(step).on if step is not None else {}, here.on, self.settings.on):
                if name is not None and name in on:
                    return on[name]
        return None


INSTEAD = {"too_low": "no_match", "too_high": "no_match"}
"""What an outcome is taken for where nobody handles it by its own name."""
