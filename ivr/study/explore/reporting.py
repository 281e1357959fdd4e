"""What exploring found, in an admin's words."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.study.coverage import declared, leads_to
from ivr.study.explore.exploring import Exploration
from ivr.study.explore.searching import Broken


def report(found: Exploration) -> Iterator[str]:
    """Line by line: what is wrong, and last the figure."""
    for flow, step in found.endless():
        yield f"{flow} {step}: nothing that can happen from here ends the call, but the caller hanging up"
    for flow, step in found.tally.missing_steps():
        yield f"{flow} {step}: this step is never reached"
    targets = declared(found.tally.line)
    for way in found.tally.missing():
        if way.step == "" or (way.flow, way.step) not in found.tally.missing_steps():
            yield f"{way} ({leads_to(targets[way])}): never; {found.why(way)}"
    for broken in found.broken():
        yield f"{broken.flow} {broken.step}: breaks, and the caller gets an apology: {broken.fault}"
        yield f"  after {_path(broken)}"
    yield f"{found.tally.summary()}; {found.states} states, {found.events} events"


def _path(broken: Broken) -> str:
    """What happened, as far as it decided something: `1, 1, 40012345, claimed, ...`."""
    return ", ".join(_told(tried.sort, dict(tried.steps[0]) if tried.steps else {}) for tried in broken.path)


def _told(sort: str, step: dict[str, object]) -> str:
    return str(step.get("press", sort)) if sort not in ("no_input", "no_match") else sort
