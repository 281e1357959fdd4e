"""Reading a line's rules: policy.yaml and hours.yaml, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from ivr.domain.hours_file import read_hours
from ivr.domain.policy import Policy
from ivr.domain.policy_file import read_policy
from ivr.marks import Complaint, Place, read
from ivr.runtime.actions import CONTRACTS

POLICY, HOURS = "policy.yaml", "hours.yaml"


def read_rules(files: Mapping[str, bytes], root: str) -> tuple[Policy | None, list[Complaint]]:
    """The policy, or None with every complaint; `root` is shown before the files' names."""
    complaints: list[Complaint] = []
    nodes = {}
    for name in (POLICY, HOURS):
        place = f"{root}/{name}"
        if name not in files:
            complaints.append(Complaint(Place(place), "line", f"There is no {name}", "every line needs one"))
            continue
        node, wrong = read(files[name], place)
        complaints += wrong
        if node is not None and not wrong:
            nodes[name] = node
    if len(nodes) < 2:
        return None, complaints
    hours, wrong_hours = read_hours(nodes[HOURS])
    rules, wrong_rules = read_policy(nodes[POLICY], CONTRACTS)
    complaints += [*wrong_hours, *wrong_rules]
    if hours is None or rules is None:
        return None, complaints
    return Policy(rules, hours), complaints
