"""A prompt too long for the ear.

What: what is said at once (a menu with all of its choices, a question, a sentence) takes longer than `menu_seconds`
in `limits` of line.yaml (45 unless it says otherwise), in some language. The seconds are estimated from the letters,
at the speed at which people read aloud.
Why: nobody remembers the first choice by the time the last is said.

Bad:
    steps:
      hello: {say: hello, hang_up: silent}
    # line.yaml
    limits: {menu_seconds: 5}
    # prompts/en-US.ftl
    hello = Welcome, and thank you for calling. Please listen closely, for our choices have changed. We are glad you
        are here, and hope that you are well today.
Good:
    steps:
      hello: {say: hello, hang_up: silent}
    # line.yaml
    limits: {menu_seconds: 5}
    # prompts/en-US.ftl
    hello = Welcome.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.prompt_uses import of_flow, of_line
from ivr.flow.prompts.duration import longest
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Menu
from ivr.marks import Complaint


@rule("too-long")
def prompt_length(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    most = draft.settings.limits.menu_seconds
    keys: dict[str, dict[str, None]] = {}
    for flow in draft.flows.values():
        for use in of_flow(flow):
            keys.setdefault(use.prompt, {})
        for step in flow.steps.values():
            if isinstance(step.step, Menu):
                keys[step.step.menu] |= dict.fromkeys(step.step.choices)
    for use in of_line(draft):
        keys.setdefault(use.prompt, {})
    for catalogue in draft.catalogues.values():
        for prompt, choices in keys.items():
            entry = catalogue.entries.get(prompt)
            took = longest(catalogue, prompt) + sum(longest(catalogue, prompt, f"choice-{key}") for key in choices)
            if entry is not None and took > most:
                what = f"'{prompt}' with its choices" if choices else f"'{prompt}'"
                yield Complaint(
                    entry.place,
                    "too-long",
                    f"{what} takes about {took:.0f} seconds to say; {most} is the most",
                    "say less, or ask in two steps",
                )
