"""The order in which a flow is read: its steps from top to bottom, each aside behind what first leads to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def reading_order(steps: Sequence[str], asides: Sequence[str], leads: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """All names; `leads` says which steps each one leads to. Asides that nothing leads to come last."""
    placed: list[str] = []
    left = set(asides)
    for name in steps:
        waiting = [name]
        while waiting:  # breadth first: what a menu leads to stands side by side, and what follows it below
            here = waiting.pop(0)
            placed.append(here)
            for following in leads.get(here, ()):
                if following in left:
                    left.discard(following)
                    waiting.append(following)
    return (*placed, *(name for name in asides if name in left))
