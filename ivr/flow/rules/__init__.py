"""What a line is held to: a rule a module. `RULES` is the one place that lists them.

A rule has an `id` as complaints show it, a docstring that says what, why, and gives a bad and a good example, and
`check(analysis)`, which yields complaints.
"""

from ivr.flow.rules.base import Rule
from ivr.flow.rules.unknown_prompt import unknown_prompt

RULES: tuple[Rule, ...] = (unknown_prompt,)
"""In the order of docs/flow-language.md."""

__all__ = ["RULES", "Rule"]
