"""What a step works on and with: its prompt, its limits, the values it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivr.flow.verbs import Ask, Confirm, Do, Step
from ivr.flow.verbs.ask import Answer
from ivr.study.changes.model import Change, Group
from ivr.study.changes.pairs import Pair, StepPair
from ivr.study.changes.words import shown, spot

SPOKEN = frozenset({"say", "ask", "pay", "prompt", "confirm", "resume"})
"""Fields that name a prompt (but `confirm` of a `confirm` step, which names an action)."""

WORDS: Mapping[str, str] = {
    "at_most": "the most visits in one run of the flow",
    "longest": "the longest wait in minutes",
    "min": "the least that is taken",
    "max": "the most that is taken",
    "length": "the number of digits",
    "for_": "the kind of answer",
    "check": "what the answer is checked with",
    "secret": "whether the answer is secret",
    "save": "the name its result is kept under",
    "about": "what the agent is told it is about",
    "queue": "the queue",
    "language": "the language",
    "requires": "how sure we must be of the caller",
    "do": "what is done",
    "run": "the flow that is run",
    "take": "which item is taken",
    "from_": "the list it is taken from",
    "set": "the values that are set",
    "confirm": "what is confirmed",
    "checkpoint": "what is kept of a call that is cut off",
    "within": "how many minutes a caller has to ring back",
}
"""Fields of steps in words; a field that is not here is called by its name."""

ELSEWHERE = frozenset({"to", "return_", "with_", "hang_up", "on", "choices", "when", "menu"})
"""Told by others: ways, handlers, choices, branches."""

WAITING = frozenset({"at_most", "longest", "within"})
GUARDING = frozenset({"check", "secret", "requires", "checkpoint"})


def details(pair: Pair) -> Iterator[Change]:
    """Every other field of a step that is on both sides and does the same."""
    for each in pair.steps:
        if each.before.verb == each.after.verb:
            yield from _fields(pair, each)
            yield from _given(pair, each)


def _fields(pair: Pair, each: StepPair) -> Iterator[Change]:
    place = spot(each.flows.after, each.new)
    for name in type(each.after).model_fields:
        old, new = getattr(each.before, name), getattr(each.after, name)
        spoken = name in SPOKEN and not (name == "confirm" and isinstance(each.after, Confirm))
        if old == new or name in ELSEWHERE or _only_renamed(pair, name, old, new):
            continue
        if spoken:
            was, now = (
                shown(side, text) if text else "nothing" for side, text in ((pair.before, old), (pair.after, new))
            )
            flagged = isinstance(each.after, Ask) and each.after.for_ is Answer.CONSENT
            group = Group.CONSENT if flagged else Group.PROMPTS
            yield Change(group, each.where, f"At {place} callers now hear {now}, not {was}.", flagged=flagged)
            continue
        flagged = name in GUARDING or (name == "for_" and Answer.CONSENT in (old, new))
        group = Group.ACCESS if flagged else Group.WAITING if name in WAITING else Group.STEPS
        text = f"At {place}, {WORDS.get(name, name)} is now {_value(new)}, not {_value(old)}."
        yield Change(group, each.where, text, flagged=flagged)


def _only_renamed(pair: Pair, name: str, old: object, new: object) -> bool:
    return name == "run" and str(old) in pair.flows and pair.flows[str(old)].after.name == new


def _given(pair: Pair, each: StepPair) -> Iterator[Change]:
    """The inputs of an action or a flow; what is handed back belongs to the way on."""
    before, after = each.before, each.after
    if not after.takes_inputs or before.with_ == after.with_:
        return
    flagged = isinstance(after, Confirm) or _costs(pair, after)
    for name in dict.fromkeys([*before.with_, *after.with_]):
        old, new = before.with_.get(name), after.with_.get(name)
        if old != new:
            text = f"At {spot(each.flows.after, each.new)}, '{name}' is now {_value(new)}, not {_value(old)}."
            yield Change(Group.CONSENT if flagged else Group.STEPS, each.where, text, flagged=flagged)


def _costs(pair: Pair, step: Step) -> bool:
    """Whether it is an action that costs the caller something."""
    contract = pair.after.line.contracts.get(step.do) if isinstance(step, Do) else None
    return contract is not None and bool(contract.says or contract.confirms)


def _value(value: object) -> str:
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "nothing"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {each}" for name, each in value.items())
    return getattr(value, "do", None) or str(value)
