"""A field that may be absent, used where it is not known to be there.

What: a condition, a value or a prompt uses a field such as `owed.minimum` on a path where `owed.has_minimum` was not
found true. In one condition, `owed.has_minimum && owed.minimum > 10.00` is enough.
Why: where it is absent there is nothing to compare or to say, and the call would break off.

Bad:
    requires: verified
    steps:
      amounts: {do: payment.amounts, save: owed, on: {'nothing_owed, already_in_progress': done}}
      tell: {say: least}
      done: {hang_up: silent}
    # prompts/en-US.ftl
    least = The least is { $owed-minimum }.
Good:
    requires: verified
    steps:
      amounts: {do: payment.amounts, save: owed, on: {'nothing_owed, already_in_progress': done}}
      tell: {when: [{if: owed.has_minimum, say: least}]}
      done: {hang_up: silent}
    # prompts/en-US.ftl
    least = The least is { $owed-minimum }.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ivr.flow.analysis import Analysis, condition_uses
from ivr.flow.conditions import Compiled, logic, needed
from ivr.flow.draft import DraftFlow, DraftStep, Written
from ivr.flow.names import in_prompts, leaves, variable
from ivr.flow.presence import Fields, Presence, offered, optional, passed, presence
from ivr.flow.prompt_uses import PromptUse
from ivr.flow.prompt_uses import of_flow as prompts_of
from ivr.flow.rules.base import rule, settled
from ivr.flow.value_uses import of_flow as values_of
from ivr.flow.verbs import Menu, When
from ivr.marks import Complaint, Place


@dataclass(frozen=True)
class Use:
    """A use of the field `path` by a step or, where `written`, by that target; `known`: fields its own condition tells
    to be there."""

    step: str | None
    written: Written | None
    path: str
    place: Place
    known: Fields = frozenset()


@rule("unguarded-field")
def unguarded(analysis: Analysis) -> Iterator[Complaint]:
    for flow in analysis.whole():
        if not settled(analysis, flow):
            continue
        found = presence(analysis, flow)
        told: set[tuple[str | None, str]] = set()
        for use in _uses(analysis, flow):
            yield from _held(analysis, flow, found, use, told)


def _held(
    analysis: Analysis, flow: DraftFlow, found: Presence, use: Use, told: set[tuple[str | None, str]]
) -> Iterator[Complaint]:
    """Once for each step and field."""
    field = optional(analysis.types(flow), use.path)
    known = found.before(use.step, use.written)
    if field is None or known is None or field in known | use.known or (use.step, field) in told:
        return
    told.add((use.step, field))
    first, _, last = field.rpartition(".")
    yield Complaint(
        use.place,
        "unguarded-field",
        f"'{field}' may be absent here",
        f"come here only where '{first}.has_{last}' holds",
    )


def _uses(analysis: Analysis, flow: DraftFlow) -> Iterator[Use]:
    open_ = {name: _open(step) for name, step in flow.steps.items()}
    for value in values_of(analysis.draft, flow):
        path = variable(value.text)
        if path is not None:
            step = flow.steps[value.step] if value.step is not None else None
            yield Use(value.step, value.written, path, value.place, _of_choice(step, value.place, open_))
    for condition in condition_uses(flow):
        if isinstance(analysis.conditions[flow.name, condition.text], Compiled):
            before = _before(flow.steps[condition.step], condition.place)
            for word, known in needed(logic(condition.text), before):
                yield Use(condition.step, None, word.text, condition.place, known)
    for prompt in prompts_of(flow):
        yield from _said(analysis, flow, prompt, open_.get(prompt.step or "", {}))


def _open(step: DraftStep) -> Mapping[str, Fields]:
    """By key of a menu: what is there where the choice is offered."""
    kind = step.step
    return {key: offered(option) for key, option in kind.choices.items()} if isinstance(kind, Menu) else {}


def _of_choice(step: DraftStep | None, place: Place, open_: Mapping[str, Mapping[str, Fields]]) -> Fields:
    """What is there for the value of a choice."""
    keys = open_.get(step.name, {}) if step is not None else {}
    return next((keys[key] for key in keys if step is not None and step.at("choices", key, "value") == place), Fields())


def _before(step: DraftStep, place: Place) -> Fields:
    """What is there where a branch is tried: those above it were not taken."""
    kind = step.step
    for number in range(len(kind.when) if isinstance(kind, When) else 0):
        if isinstance(kind, When) and place in (step.at("when", number, "if"), step.at("when", number, "unless")):
            return passed(kind, number)
    return frozenset()


def _said(analysis: Analysis, flow: DraftFlow, use: PromptUse, open_: Mapping[str, Fields]) -> Iterator[Use]:
    types = analysis.types(flow)
    by_name = {in_prompts(path): path for path in leaves(types)}
    for catalogue in analysis.draft.catalogues.values():
        entry = catalogue.entries.get(use.prompt)
        for attribute in entry.parts if entry is not None else ():
            known = open_.get((attribute or "").partition("-")[2], frozenset()) if use.written is None else frozenset()
            for name in catalogue.variables(use.prompt, attribute):
                if name in by_name and name not in use.extra:
                    yield Use(use.step, use.written, by_name[name], use.place, known)
