"""How sure we must be of the caller."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.study.changes.model import Change, Group
from ivr.study.changes.pairs import Pair
from ivr.study.changes.words import flow_name, flow_named


def access(pair: Pair) -> Iterator[Change]:
    """What a flow requires, and the flow that verifies, all of it flagged; what an action needs is policy's."""
    for each in pair.flows.values():
        old, new = each.before.requires, each.after.requires
        if old != new:
            text = f"{flow_name(each.after)} is now for {new or 'any'} callers, not for {old or 'any'}."
            yield Change(Group.ACCESS, f"{each.after.name}.requires", text, flagged=True)
    was, now = pair.before.line.settings.verify, pair.after.line.settings.verify
    if now != (pair.flows[was].after.name if was in pair.flows else None):
        titles = flow_named(pair.after, now), flow_named(pair.before, was)
        text = f"Callers are now verified by {titles[0]}, not by {titles[1]}."
        yield Change(Group.ACCESS, "line.verify", text, flagged=True)
