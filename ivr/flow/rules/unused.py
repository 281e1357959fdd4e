"""A flow or a prompt that no call comes to.

What: a flow that neither line.yaml nor any flow in use runs; a prompt that nothing says. Prompts of the line and of
messages (`line-...`, `anywhere-...`, `text-...`) are said by others than flows.
Why: it is dead weight that still must be translated, or something was to lead to it and does not.

Bad:
    steps:
      hello: {say: hello, hang_up: silent}
    # fraud.yaml
    steps:
      sorry: {say: hello, return: done}
Good:
    steps:
      hello: {run: fraud, hang_up: silent}
    # fraud.yaml
    steps:
      sorry: {say: hello, return: done}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import Draft
from ivr.flow.line_prompts import spoken_elsewhere
from ivr.flow.prompt_uses import of_flow, of_line
from ivr.flow.rules.base import rule, whole_line
from ivr.flow.value_uses import of_flow as values_of
from ivr.flow.verbs import Run
from ivr.marks import Complaint


@rule("unreachable-flow", "unused-prompt")
def unused(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    if not whole_line(analysis):
        return
    reached = _reached(draft)
    for flow in draft.flows.values():
        if flow.name not in reached:
            yield Complaint(
                flow.at("flow"),
                "unreachable-flow",
                f"Nothing leads to the flow '{flow.name}'",
                "run it somewhere, or remove its file",
            )
    yield from _prompts(draft)


def _reached(draft: Draft) -> set[str]:
    settings = draft.settings
    waiting = [settings.start, settings.verify]
    waiting += [each.run for each in settings.anywhere.values() if each.run is not None]
    waiting += [each.target.to for each in draft.handlers.values() if each.target.to is not None]
    reached: set[str] = set()
    while waiting:
        here = waiting.pop()
        if here not in reached and here in draft.flows:
            reached.add(here)
            steps = (step.step for step in draft.flows[here].steps.values())
            waiting += [step.run for step in steps if isinstance(step, Run)]
    return reached


def _prompts(draft: Draft) -> Iterator[Complaint]:
    """Once, in the first language that has it."""
    entries = {language: each.entries for language, each in draft.catalogues.items()}
    uses = [*(use for flow in draft.flows.values() for use in of_flow(flow)), *of_line(draft)]
    if any(use.prompt not in each for use in uses for each in entries.values()):
        return  # what is not said may be what was to be said there
    waiting = [use.prompt for use in uses]
    waiting += [use.text for flow in draft.flows.values() for use in values_of(draft, flow)]
    said: set[str] = set()
    waiting += [name for each in entries.values() for name in each if spoken_elsewhere(name)]
    while waiting:
        here = waiting.pop()
        if here not in said:
            said.add(here)
            found = [each[here] for each in entries.values() if here in each]
            waiting += [ref.name for entry in found for part in entry.parts.values() for ref in part.references]
    told: set[str] = set()
    for language in draft.settings.languages:
        for name, entry in entries.get(language, {}).items():
            if name not in said and name not in told and not name.startswith("-"):
                told.add(name)
                yield Complaint(
                    entry.place, "unused-prompt", f"Nothing says '{name}'", "say it somewhere, or remove it everywhere"
                )
