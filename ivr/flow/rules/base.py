"""What a rule is."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftFlow, Written
from ivr.flow.ways import written_ways
from ivr.marks import Complaint


@dataclass(frozen=True)
class Text:
    """What is told of a rule: `ids` are those its complaints may bear (the first is its own)."""

    ids: tuple[str, ...]
    text: str

    @property
    def id(self) -> str:
        return self.ids[0]

    @property
    def title(self) -> str:
        """The text's first sentence."""
        return self.text.partition("\n")[0]

    @property
    def what(self) -> str:
        return self._between("What:", "Why:")

    @property
    def why(self) -> str:
        return self._between("Why:", "Bad:")

    @property
    def bad(self) -> str:
        """A flow `main` (and other files, each after `# path`) that breaks the rule, and no other."""
        return inspect.cleandoc("\n" + self._between("Bad:\n", "Good:\n")) + "\n"

    @property
    def good(self) -> str:
        """The same, mended."""
        return inspect.cleandoc("\n" + self.text.partition("\nGood:\n")[2]) + "\n"

    def _between(self, first: str, last: str) -> str:
        found = self.text.partition(f"\n{first}")[2].partition(f"\n{last}")[0]
        return found if "\n" in first else " ".join(found.split())


@dataclass(frozen=True)
class Rule(Text):
    """A rule of the language."""

    check: Callable[[Analysis], Iterable[Complaint]]


def rule(*ids: str) -> Callable[[Callable[[Analysis], Iterable[Complaint]]], Rule]:
    """Makes a rule of a function; the text is its module's docstring."""

    def make(check: Callable[[Analysis], Iterable[Complaint]]) -> Rule:
        return Rule(ids, inspect.cleandoc(check.__globals__["__doc__"] or ""), check)

    return make


def told(module: str | None, *ids: str) -> Text:
    """What a module's docstring tells of a rule that is held elsewhere."""
    return Text(ids, inspect.cleandoc(module or ""))


def targets(flow: DraftFlow) -> Iterator[Written]:
    """Every target a flow writes: its steps' ways and handlers, and its own handlers."""
    for step in flow.steps.values():
        yield from (written for _, written in written_ways(step))
        yield from step.handlers.values()
    yield from flow.handlers.values()


def settled(analysis: Analysis, flow: DraftFlow) -> bool:
    """Whether it is known where every step of the flow leads: all were read, and every action, flow and target that
    they name is there."""
    if flow.broken or any(analysis.outcomes(step) is None for step in flow.steps.values()):
        return False
    return not any(each.target.to is not None and each.target.to not in flow.steps for each in targets(flow))


def whole_line(analysis: Analysis) -> bool:
    """Whether that is known of every flow of the line."""
    draft = analysis.draft
    return not draft.broken and all(settled(analysis, flow) for flow in draft.flows.values())
