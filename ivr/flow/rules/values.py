"""A value of the wrong type, or a variable that is not there.

What: a value is not what the place wants: text where an amount belongs, a word an enumeration does not have, a queue
or language the line has not; or a `$variable` that no step of the flow sets.
Why: the action could not be done.

Bad:
    requires: verified
    steps:
      price: {do: payment.price, save: price, with: {amount: all of it}}
      done: {hang_up: silent}
Good:
    requires: verified
    steps:
      price: {do: payment.price, save: price, with: {amount: 5.00}}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftFlow, DraftStep
from ivr.flow.fitting import assignable
from ivr.flow.inference import Inferred
from ivr.flow.line import CALL, CALLER
from ivr.flow.literals import NotOfType, from_text
from ivr.flow.names import inner, root, type_at, variable
from ivr.flow.rules.base import rule
from ivr.flow.types import PROMPT, QUEUE, TEXT, Choice, ListOf, Type, describe
from ivr.flow.value_uses import ValueUse, of_flow, of_target
from ivr.flow.verbs import Language, Queue, Take
from ivr.marks import Complaint, nearest


@rule("bad-value", "unknown-word", "unknown-variable", "unknown-queue", "unknown-language")
def values(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    for flow in draft.flows.values():
        for use in of_flow(draft, flow):
            yield from _held(analysis, flow, use)
        for step in flow.steps.values():
            yield from _of_verb(analysis, flow, step)
    for written in draft.handlers.values():
        for use in of_target(written, None):
            path = variable(use.text)
            if path is not None:
                yield from _variable(use, path, Inferred({"call": CALL, "caller": CALLER}), frozenset())


def _held(analysis: Analysis, flow: DraftFlow, use: ValueUse) -> Iterator[Complaint]:
    path = variable(use.text)
    if path is None:
        yield from _text(analysis, use)
        return
    if root(path) == "answer":  # a secret's: another rule's
        return
    inferred = analysis.inferred[flow.name]
    wrong = list(_variable(use, path, inferred, flow.broken))
    yield from wrong
    given = type_at(inferred.types, path)
    if wrong or given is None or use.wanted is None:
        return
    if not assignable(given, use.wanted, analysis.draft.settings.currency):
        yield Complaint(
            use.place,
            "bad-value",
            f"'{describe(use.wanted)}' belongs here, and {use.text} is '{describe(given)}'",
            _of_type(inferred.types, use.wanted, analysis.draft.settings.currency),
        )


def _text(analysis: Analysis, use: ValueUse) -> Iterator[Complaint]:
    if use.text.startswith("$"):
        yield Complaint(
            use.place, "bad-value", f"'{use.text}' is not a variable", "a variable is written $name or $name.field"
        )
    elif use.wanted is not None:
        try:
            from_text(use.text, use.wanted, analysis.draft.settings.currency)
        except NotOfType as wrong:
            word = "unknown-word" if isinstance(use.wanted, Choice) else "bad-value"
            yield Complaint(use.place, word, str(wrong), wrong.remedy)
            return
        queues = analysis.draft.queues
        if use.wanted == QUEUE and queues is not None and use.text not in queues:
            yield Complaint(use.place, "unknown-queue", f"There is no queue '{use.text}'", nearest(use.text, queues))
        if use.wanted == PROMPT:
            written = {name for each in analysis.draft.catalogues.values() for name in each.entries}
            if use.text not in written:
                yield Complaint(
                    use.place, "unknown-prompt", f"There is no prompt '{use.text}'", nearest(use.text, written)
                )


def _variable(use: ValueUse, path: str, inferred: Inferred, broken: frozenset[str]) -> Iterator[Complaint]:
    """Whether there is such a variable with such a field; a flow with a broken step may set any."""
    name = root(path)
    if name in inferred.vague or (broken and name not in inferred.types):
        return
    if name not in inferred.types:
        yield Complaint(use.place, "unknown-variable", f"There is no variable '{name}'", nearest(name, inferred.types))
        return
    here: Type = inferred.types[name]
    walked = name
    for part in path.split(".")[1:]:
        fields = inner(here)
        if part not in fields:
            yield Complaint(
                use.place, "unknown-variable", f"'{walked}' has no '{part}'", nearest(part, fields) if fields else ""
            )
            return
        here, walked = fields[part], f"{walked}.{part}"


def _of_type(types: Mapping[str, Type], wanted: Type, currency: str) -> str:
    """The variables that would do here."""
    found = [f"${name}" for name, kind in types.items() if assignable(kind, wanted, currency)]
    found += [
        f"${name}.{part}"
        for name, kind in types.items()
        for part, each in inner(kind).items()
        if assignable(each, wanted, currency)
    ]
    return f"there is: {', '.join(found[:6])}" if found else ""


def _of_verb(analysis: Analysis, flow: DraftFlow, step: DraftStep) -> Iterator[Complaint]:
    kind, draft = step.step, analysis.draft
    types = analysis.types(flow)
    if isinstance(kind, Queue) and draft.queues is not None and kind.queue not in draft.queues:
        yield Complaint(
            step.at("queue"), "unknown-queue", f"There is no queue '{kind.queue}'", nearest(kind.queue, draft.queues)
        )
    elif isinstance(kind, Take):
        given = type_at(types, variable(kind.from_) or "")
        if given is not None and not isinstance(given, ListOf):
            yield Complaint(
                step.at("from"), "bad-value", f"A list belongs here, and {kind.from_} is '{describe(given)}'"
            )
    elif isinstance(kind, Language):
        path = variable(kind.language)
        given = type_at(types, path) if path is not None else Choice("language", (kind.language,))
        known = tuple(draft.settings.languages)
        if given is None or given == TEXT or (isinstance(given, Choice) and set(given.values) <= set(known)):
            return
        word = next((word for word in given.values if word not in known), "") if isinstance(given, Choice) else ""
        message = (
            f"'{word}' is not a language of line.yaml"
            if word
            else f"A language belongs here, and {kind.language} is '{describe(given)}'"
        )
        yield Complaint(step.at("language"), "unknown-language", message, nearest(word, known))
