"""Reading policy.yaml: its types, its floors, and what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from ivr.domain import floors
from ivr.domain.policy import Rules
from ivr.marks import Complaint, Node, bind, nearest, place_at

_LEVELS = {"identified": 1, "verified": 2}


class Floored(Protocol):
    """An action's contract, as far as policy.yaml is concerned: 0 anonymous, 1 identified, 2 verified."""

    @property
    def level(self) -> int: ...


def read_policy(node: Node, actions: Mapping[str, Floored]) -> tuple[Rules | None, list[Complaint]]:
    """The rules, or None with every complaint. `actions`: the contracts by name, for their floors."""
    rules, complaints = bind(node, Rules)
    if rules is None:
        return None, complaints
    faults = [*floors.below(rules), *_actions(rules, actions), *_money(rules)]
    complaints = [Complaint(place_at(node, path), "policy", message, remedy) for path, message, remedy in faults]
    return (None, sorted(complaints)) if complaints else (rules, [])


def _actions(rules: Rules, actions: Mapping[str, Floored]) -> Iterator[floors.Fault]:
    for name, word in rules.actions.items():
        path = ("actions", name)
        if name not in actions:
            yield path, f"There is no action '{name}'", nearest(name, actions)
        elif _LEVELS[word] < actions[name].level:
            yield path, f"{name} always needs more than {word}", "write verified, or remove the line"
        if word not in rules.grants:
            yield path, f"No caller can be {word}: 'grants' does not say how", f"add {word} to grants"


def _money(rules: Rules) -> Iterator[floors.Fault]:
    for kind, fee in rules.payments.fees.items():
        if fee.at_most is not None and fee.at_most < fee.fixed:
            where = ("payments", "fees", kind, "at_most")
            yield where, "The most is less than the fixed part", "make it as large, or remove it"
    deferrals = rules.deferrals
    if deferrals is not None and deferrals.referred_after is not None:
        longest = deferrals.lengths[-1].days
        if deferrals.referred_after > longest:
            after = ("deferrals", "referred_after")
            yield after, f"Nothing is longer than {longest} days", "remove it, or add a longer length"
