"""What may go wrong inside a step of a checked line: a variable that is not there, a prompt that does not format."""

from __future__ import annotations

from ivr.flow.faults import FlowFault


class StepFault(FlowFault):
    """A step could not be done as written."""
