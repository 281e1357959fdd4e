"""A variable in a prompt that the flow does not have.

What: a prompt names a `{ $variable }` that no step of a flow which says it sets, or whose name could mean two
variables.
Why: it could not be said. In prompts `owed.due_date` is `$owed-due-date`.

Bad:
    steps:
      hello: {say: hello, hang_up: silent}
    # prompts/en-US.ftl
    hello = Today is { $call-todya }.
Good:
    steps:
      hello: {say: hello, hang_up: silent}
    # prompts/en-US.ftl
    hello = Today is { $call-today }.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivr.flow.analysis import Analysis
from ivr.flow.line import CALL, CALLER
from ivr.flow.line_prompts import LINE_PROMPTS, SHORTCUT, shortcut_prompt
from ivr.flow.names import in_prompts, leaves
from ivr.flow.prompt_uses import PromptUse, of_flow, of_line
from ivr.flow.prompt_variables import needs
from ivr.flow.rules.base import rule
from ivr.flow.types import Type
from ivr.marks import Complaint, Place, nearest

LINES: Mapping[str, Type] = {"call": CALL, "caller": CALLER}


@rule("unknown-variable", "ambiguous-variable")
def prompt_variables(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    for flow in draft.flows.values():
        inferred = analysis.inferred[flow.name]
        for use in of_flow(flow):
            yield from _held(
                analysis, use, inferred.types, inferred.vague, bool(flow.broken), f"the flow '{flow.name}'"
            )
    for use in of_line(draft):
        yield from _held(analysis, use, LINES, frozenset(), False, "the line")
    own = {**LINE_PROMPTS, **{shortcut_prompt(name): SHORTCUT for name in draft.settings.anywhere}}
    for name, prompt in own.items():
        use = PromptUse(name, Place(draft.root), None, prompt.variables)
        yield from _held(analysis, use, LINES, frozenset(), False, "the line")


def _held(
    analysis: Analysis,
    use: PromptUse,
    types: Mapping[str, Type],
    vague: frozenset[str],
    broken: bool,
    who: str,
) -> Iterator[Complaint]:
    for need in needs(analysis.draft, use.prompt, types, use.extra):
        if len(need.known) == 1:
            continue
        if len(need.known) > 1:
            yield Complaint(
                need.place,
                "ambiguous-variable",
                f"'${need.name}' could be {' or '.join(need.known)}",
                "give one of the variables another name",
            )
        elif not broken and not any(need.name.startswith(in_prompts(each)) for each in vague):
            known = [in_prompts(path) for path in (*leaves(types), *leaves(use.extra))]
            yield Complaint(
                need.place,
                "unknown-variable",
                f"'{use.prompt}' says '${need.name}', which {who} does not have",
                nearest(need.name, known),
            )
