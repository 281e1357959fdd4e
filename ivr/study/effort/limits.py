"""What reaching a goal takes, held to line.yaml: `limits: effort:`."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.line import Line
from ivr.flow.verbs import Ask, Do, Queue, Step
from ivr.marks import Complaint, Node, Place, nearest, value_place
from ivr.study.effort.measuring import Effort, measured

RULE = "effort"


def exceeding(line: Line, written: Node) -> tuple[Complaint, ...]:
    """Every limit that is exceeded, at its place in line.yaml (`written`), and every goal that nobody reaches."""
    goals = line.settings.limits.effort
    complaints = [each for name in goals for each in _unknown(line, name, written)]
    known = [name for name in goals if not any(_unknown(line, name, written))]
    found = measured(line) if known else ()
    for name in known:
        mine = [each for each in found if each.goal == name]
        complaints += [each for effort in mine for each in _over(line, effort, written)]
        missing = [each for each in line.settings.languages if each not in {effort.language for effort in mine}]
        if missing:
            place = value_place(written, ("limits", "effort", name))
            complaints.append(
                Complaint(
                    place, RULE, f"No caller reaches '{name}' in {', '.join(missing)}", "lead to it, or remove it here"
                )
            )
    return tuple(sorted(complaints))


def _over(line: Line, effort: Effort, written: Node) -> Iterator[Complaint]:
    goal = line.settings.limits.effort[effort.goal]
    took = (("keys", effort.worst.keys, goal.keys), ("seconds", round(effort.worst.seconds), goal.seconds))
    for unit, worst, most in took:
        if worst > most:
            yield Complaint(
                _place(written, effort.goal, unit),
                RULE,
                f"'{effort.goal}' takes up to {worst} {unit} in {effort.language}; {most} is the most",
                "say less, or ask for less, on the way there",
            )


def _unknown(line: Line, name: str, written: Node) -> Iterator[Complaint]:
    """A goal that is nothing the line leads to."""
    goal = line.settings.limits.effort[name]
    if (goal.action is None) == (goal.queue is None):
        place = value_place(written, ("limits", "effort", name))
        yield Complaint(place, RULE, f"'{name}' is to be an action or a queue", "write one of 'action' and 'queue'")
    for key, wanted, used in (("action", goal.action, _actions(line)), ("queue", goal.queue, _queues(line))):
        if wanted is not None and wanted not in used:
            message = f"No step leads to the {key} '{wanted}'"
            yield Complaint(_place(written, name, key), RULE, message, nearest(wanted, used))


def _steps(line: Line) -> Iterator[Step]:
    for flow in line.flows.values():
        yield from (*flow.steps.values(), *flow.asides.values())


def _actions(line: Line) -> set[str]:
    asked = {step.check.do for step in _steps(line) if isinstance(step, Ask) and step.check is not None}
    return {step.do for step in _steps(line) if isinstance(step, Do)} | asked


def _queues(line: Line) -> set[str]:
    return {step.queue for step in _steps(line) if isinstance(step, Queue)}


def _place(written: Node, goal: str, key: str) -> Place:
    return value_place(written, ("limits", "effort", goal, key))
