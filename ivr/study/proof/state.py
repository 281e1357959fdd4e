"""The abstract state of a call. It is finite: numbers are given anew in the order they are met, what nothing can name
any more is forgotten, and the lists that could grow for ever keep their newest.

Forgetting is on the safe side: a grant or a confirmation that is forgotten is one the proof does not count on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

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
        known = self.__dict__.get("_hash")
        if known is None:
            parts = (
                self.context,
                self.step,
                self.held,
                self.variables,
                self.asked,
                self.entered,
                self.gone,
                self.resuming,
            )
            known = self.__dict__["_hash"] = hash(parts)
        return int(known)

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
        held, variables = _settled(self.context.known, self.held, self.variables)
        if held is self.held and variables is self.variables:
            return self
        return altered(self, held=held, variables=variables)


@lru_cache(maxsize=30_000)  # most points differ in their step alone
def _settled(known: int, held: Held, variables: Variables) -> tuple[Held, Variables]:
    mine = [number for _, value in variables for number in numbers(value)]
    seen = held.seen_by({*range(known), *mine})
    given = {number: number for number in range(known)}
    for number in (*mine, *seen.named(), *seen.spent):
        given.setdefault(number, len(given))
    if all(old == new for old, new in given.items()):
        return (held if seen == held else seen), variables
    renamed = tuple((name, sure(renumbered(value, given.__getitem__))) for name, value in variables)
    return seen.renumbered(given.__getitem__), renamed
