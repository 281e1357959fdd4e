"""How often each step and outcome was reached: coverage of the tests, or traffic."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ivr.study.draw.faults import DrawingError


class Colouring(StrEnum):
    """What counts are coloured as: reached or not, or the more the darker."""

    COVERAGE = "coverage"
    TRAFFIC = "traffic"


@dataclass(frozen=True)
class Counts:
    """`{flow: {step: count, "step.outcome": count}}`. A choice of a menu counts as `step.1`, the branches of a `when`
    as `step.1`, `step.2` from the top; what is not in a flow that is there was never reached."""

    colouring: Colouring
    flows: Mapping[str, Mapping[str, int]] = field(hash=False)

    def of_flow(self, flow: str) -> int:
        """How often any step of the flow was reached: the most of its steps."""
        return max(self.flows.get(flow, {}).values(), default=0)

    def of_step(self, flow: str, step: str) -> int:
        return self.flows.get(flow, {}).get(step, 0)

    def of_outcomes(self, flow: str, step: str, outcomes: Iterable[str]) -> int:
        """How often the step ended in one of these."""
        return sum(self.flows.get(flow, {}).get(f"{step}.{outcome}", 0) for outcome in outcomes)

    @property
    def most(self) -> int:
        return max((count for each in self.flows.values() for count in each.values()), default=0)


def read_counts(source: bytes, file: str, colouring: Colouring) -> Counts:
    """Counts from a JSON file. Raises DrawingError when it is none."""
    try:
        written: object = json.loads(source)
    except ValueError as error:
        raise DrawingError(f"{file} is not JSON: {error}") from None
    shape = f'{file} must hold {{"flow": {{"step": 3, "step.outcome": 2}}}}'
    if not isinstance(written, dict):
        raise DrawingError(shape)
    flows: dict[str, dict[str, int]] = {}
    for flow, counted in written.items():
        if not isinstance(counted, dict):
            raise DrawingError(f"{shape}: '{flow}' does not")
        for name, count in counted.items():
            if not isinstance(count, int) or isinstance(count, bool) or count < 0:
                raise DrawingError(f"{shape}: '{name}' of '{flow}' does not")
        flows[str(flow)] = counted
    return Counts(colouring, flows)
