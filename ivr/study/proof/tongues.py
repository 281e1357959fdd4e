"""The languages of a line, as far as consents differ in them.

Languages in which every prompt that asks for consent names the same figures and terms are one tongue: a call in any of
them is proven by a call in one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ivr.flow.line import Line
from ivr.flow.verbs import Ask
from ivr.flow.verbs.ask import Answer


@dataclass(frozen=True)
class Tongues:
    """`of`: by language, its tongue's number; the line's first language has 0."""

    line: Line
    of: Mapping[str, int] = field(hash=False)

    def language(self, tongue: int) -> str:
        """A language of it, to tell it by."""
        return next(language for language, own in self.of.items() if own == tongue)

    def names(self, tongue: int, prompt: str) -> frozenset[str]:
        """The variables and terms that a prompt names in it."""
        return self.line.prompts.names(self.language(tongue), prompt)


def tongues(line: Line) -> Tongues:
    prompts = sorted(
        {
            step.ask
            for flow in line.flows.values()
            for step in (*flow.steps.values(), *flow.asides.values())
            if isinstance(step, Ask) and step.for_ is Answer.CONSENT
        }
    )
    seen: dict[tuple[frozenset[str], ...], int] = {}
    of = {}
    for language in line.settings.languages:
        says = tuple(line.prompts.names(language, prompt) for prompt in prompts)
        of[language] = seen.setdefault(says, len(seen))
    return Tongues(line, of)
