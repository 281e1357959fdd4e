"""The abstract state of a call. It is finite: numbers are given anew in the order they are met, what nothing can name
any more is forgotten, and the lists that could grow for ever keep their newest.

Forgetting is on the safe side: a grant or a confirmation that is forgotten is one the proof does not count on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ivr.engine.call import Purpose
from ivr.study.proof.held import Held, sure
from ivr.study.proof.trails import Asked
from ivr.study.proof.values import Variables, altered, numbers, renumbered


@dataclass(frozen=True, eq=False)
class Context:
    """A run of a flow, as it began. There is one of each (`Ground.context`), so that it is compared at once.

    verifying  it is, or is within, a run of the verify flow. choosing: within the language shortcut.
    known      numbers below this are those of whoever runs it, and keep their meaning.
    entry      where it goes on that was cut off; None: it begins at its first step.
    """

    flow: str
    purpose: Purpose
    verifying: bool
    choosing: bool
    begun: Held
    taken: Variables
    known: int
    entry: str | None = None


@dataclass(frozen=True)
class Node:
    """A point of a run.

    asked    the questions that `back` may go to (see `trails`). gone: the caller has hung up.
    changed  something was, so that `back` goes no further, in the runs below too. resuming: it goes on here that was
    cut off, and nothing was done at this step yet.
    """

    context: Context
    step: str
    held: Held
    variables: Variables = ()
    entered: bool = False
    asked: Asked = frozenset()
    changed: bool = False
    gone: bool = False
    resuming: bool = False

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(
            (self.context, self.step, self.held, self.variables, self.asked, self.entered, self.gone, self.resuming)
        )

    @property
    def place(self) -> tuple[object, ...]:
        """What it is but for what was asked."""
        return (
            self.context,
            self.step,
            self.held,
            self.variables,
            self.entered,
            self.changed,
            self.gone,
            self.resuming,
        )

    def fresh(self) -> int:
        """A number that is not in use."""
        used = [self.context.known - 1, *self.held.named(), *self.held.spent]
        return max((*used, *(number for _, value in self.variables for number in numbers(value)))) + 1

    def settled(self) -> Node:
        """The same point in the one form that all that are like it share."""
        known = range(self.context.known)
        mine = [number for _, value in self.variables for number in numbers(value)]
        held = self.held.seen_by({*known, *mine})
        given = {number: number for number in known}
        for number in (*mine, *held.named(), *held.spent):
            given.setdefault(number, len(given))
        if all(old == new for old, new in given.items()):
            return self if held == self.held else altered(self, held=held)
        variables = tuple((name, sure(renumbered(value, given.__getitem__))) for name, value in self.variables)
        return altered(self, held=held.renumbered(given.__getitem__), variables=variables)
