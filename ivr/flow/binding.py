"""A flow's file as typed steps. The verb chooses a step's model, so that one slip gives one complaint."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ivr.flow.draft import DraftFlow, DraftStep
from ivr.flow.names import NAME
from ivr.flow.verbs import VERBS, Handlers, Step
from ivr.marks import Complaint, Node, Place, Scalar, Written, bind, nearest, nodes

_OPTIONS = {field.alias or name for verb in VERBS.values() for name, field in verb.model_fields.items()}
_WEAK = ("return", "hang_up")
"""They choose the verb only where no other does: elsewhere they say where the step leads."""


class FlowFile(Written):
    """The top of a flow's file; its steps are read one by one."""

    flow: str
    title: str
    requires: Literal["identified", "verified"] | None = None
    takes: dict[str, str] = Field(default_factory=dict)
    on: Handlers = Field(default_factory=dict)
    steps: dict[str, object]
    asides: dict[str, object] = Field(default_factory=dict)


def bind_flow(node: Node, name: str, file: str) -> tuple[DraftFlow | None, list[Complaint]]:
    """The flow in a file. Without its top it is None; steps that cannot be read are its `broken` ones."""
    node, complaints = split_handlers(node)
    top, found = bind(node, FlowFile)
    complaints += found
    if not isinstance(node, nodes.Mapping):
        return None, complaints
    steps: dict[str, DraftStep] = {}
    broken: set[str] = set()
    for part in ("steps", "asides"):
        written = node.get(part)
        if not isinstance(written, nodes.Mapping):
            continue
        if part == "steps" and not written.entries:
            complaints.append(Complaint(written.place, "missing-key", "There are no steps", "a flow begins with one"))
        for key, each in written:
            if key.value in steps or key.value in broken:
                complaints.append(_twice(key))
                continue
            step, found = _step(key, each, aside=part == "asides")
            complaints += found
            if step is None:
                broken.add(key.value)
            else:
                steps[key.value] = step
    if top is None or not top.steps:
        return None, complaints
    if top.flow != name:
        place = node.get("flow") or node
        complaints.append(
            Complaint(place.place, "flow-name", f"This file is '{name}', its flow is '{top.flow}'", f"write '{name}'")
        )
    flow = DraftFlow(
        name, top.title, file, node, top.requires, top.takes, top.on, steps=steps, broken=frozenset(broken)
    )
    return flow, complaints


def _twice(key: Scalar) -> Complaint:
    return Complaint(
        key.place, "yaml-duplicate", f"There is a step '{key.value}' already", "give one of them another name"
    )


def _step(key: Scalar, node: Node, *, aside: bool) -> tuple[DraftStep | None, list[Complaint]]:
    if not NAME.fullmatch(key.value):
        return None, [bad_name(key.value, key.place)]
    if not isinstance(node, nodes.Mapping):
        return None, [Complaint(node.place, "type", "A step is a mapping", "write it as 'say: greeting'")]
    verb, complaint = _verb(node)
    if verb is None:
        return None, [complaint] if complaint is not None else []
    node, complaints = split_handlers(node)
    step, found = bind(node, verb)
    if step is None or complaints or not isinstance(node, nodes.Mapping):
        return None, complaints + found
    return DraftStep(key.value, step, node, key.place, aside), []


def _verb(node: nodes.Mapping) -> tuple[type[Step] | None, Complaint | None]:
    """The one verb of a step, or what is wrong with it."""
    verbs = [key for key, _ in node if key.value in VERBS]
    strong = [key for key in verbs if key.value not in _WEAK]
    if any(key.value == "ask" for key in strong):
        strong = [key for key in strong if key.value != "confirm"]
    chosen = strong or verbs[:1]
    if len(chosen) > 1:
        first, second = chosen[0].value, chosen[1]
        return None, Complaint(
            second.place, "two-verbs", f"This step has two verbs, '{first}' and '{second.value}'", "make it two steps"
        )
    if chosen:
        return VERBS[chosen[0].value], None
    strange = next((key for key, _ in node if key.value not in _OPTIONS), None)
    if strange is None:
        return None, Complaint(node.place, "no-verb", "This step has no verb", nearest("", VERBS))
    return None, Complaint(
        strange.place, "unknown-verb", f"There is no verb '{strange.value}'", nearest(strange.value, VERBS)
    )


def bad_name(name: str, place: Place) -> Complaint:
    """A name that cannot be one."""
    return Complaint(
        place, "bad-name", f"'{name}' cannot be a name", "use small letters, digits and _, beginning with a letter"
    )


def split_handlers(node: Node) -> tuple[Node, list[Complaint]]:
    """The node with `on: {a, b: target}` written as two entries, each name at its own place."""
    if not isinstance(node, nodes.Mapping) or not isinstance(on := node.get("on"), nodes.Mapping):
        return node, []
    entries: list[tuple[Scalar, Node]] = []
    complaints: list[Complaint] = []
    seen: set[str] = set()
    for key, target in on:
        at = 0
        for part in key.value.split(","):
            name = part.strip()
            column = key.place.column + at + len(part) - len(part.lstrip()) + key.quoted
            place = Place(key.place.file, key.place.line, column)
            at += len(part) + 1
            if name in seen:
                complaints.append(
                    Complaint(place, "yaml-duplicate", f"'{name}' has a handler here already", "keep one of them")
                )
            seen.add(name)
            entries.append((Scalar(name, place, key.quoted), target))
    split = nodes.Mapping(tuple(entries), on.place)
    return nodes.Mapping(
        tuple((key, split if key.value == "on" else each) for key, each in node), node.place
    ), complaints
