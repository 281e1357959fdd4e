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
from dataclasses import replace

from ivr.flow.analysis import Analysis
from ivr.flow.line import CALL, CALLER
from ivr.flow.line_prompts import LINE_PROMPTS, SHORTCUT, shortcut_prompt
from ivr.flow.names import in_prompts, leaves
from ivr.flow.prompt_uses import PromptUse, of_flow, of_line
from ivr.flow.prompt_variables import needs
from ivr.flow.rules.base import rule
from ivr.flow.types import Type
from ivr.marks import Complaint, Place, nearest

MANY = 2
"""Other places from which on a variable is told once: two may be two slips."""

LINES: Mapping[str, Type] = {"call": CALL, "caller": CALLER}


@rule("unknown-variable", "ambiguous-variable")
def prompt_variables(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    for flow in draft.flows.values():
        inferred = analysis.inferred[flow.name]
        who = f"the flow '{flow.name}'"
        found = [
            told
            for use in of_flow(flow)
            for told in _held(analysis, use, inferred.types, inferred.vague, bool(flow.broken), who)
        ]
        yield from _gathered(found, inferred.types)
    for use in of_line(draft):
        yield from (complaint for _, complaint in _held(analysis, use, LINES, frozenset(), False, "the line"))
    own = {**LINE_PROMPTS, **{shortcut_prompt(name): SHORTCUT for name in draft.settings.anywhere}}
    for name, prompt in own.items():
        use = PromptUse(name, Place(draft.root), None, prompt.variables)
        yield from (complaint for _, complaint in _held(analysis, use, LINES, frozenset(), False, "the line"))


def _gathered(found: list[tuple[str, Complaint]], types: Mapping[str, Type]) -> Iterator[Complaint]:
    """A `save` that is missing is one slip, however often its fields are said in however many languages."""
    known = {in_prompts(name).partition("-")[0] for name in types}
    by_variable: dict[str, dict[Place, Complaint]] = {}
    for name, each in found:
        variable, field, _ = name.partition("-")
        if not field or variable in known:
            yield each
        else:
            by_variable.setdefault(variable, {})[each.place] = each
    for variable, each_place in by_variable.items():
        first, *others = sorted(each_place.values())
        if len(others) < MANY:
            yield from (first, *others)
            continue
        message = f"{first.message}; nor '${variable}-...' in {len(others)} other places"
        yield replace(first, message=message, remedy=f"is a 'save: {variable}' missing?")


def _held(
    analysis: Analysis,
    use: PromptUse,
    types: Mapping[str, Type],
    vague: frozenset[str],
    broken: bool,
    who: str,
) -> Iterator[tuple[str, Complaint]]:
    """Each complaint with the variable's name, where there is none such."""
    for need in needs(analysis.draft, use.prompt, types, use.extra):
        if len(need.known) == 1:
            continue
        if len(need.known) > 1:
            message = f"'${need.name}' could be {' or '.join(need.known)}"
            remedy = "give one of the variables another name"
            yield "", Complaint(need.place, "ambiguous-variable", message, remedy)
        elif not broken and not any(need.name.startswith(in_prompts(each)) for each in vague):
            known = [in_prompts(path) for path in (*leaves(types), *leaves(use.extra))]
            message = f"'{use.prompt}' says '${need.name}', which {who} does not have"
            yield need.name, Complaint(need.place, "unknown-variable", message, nearest(need.name, known))
