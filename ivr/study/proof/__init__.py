"""The access proof: no path of a line leads to what the caller may not have done.

Over every path (runs of flows, `requires`, shortcuts, default outcomes of flow and line, going back, returns, lists,
another language) no action is reached below its assurance or for another account than the one proven, none that costs
the caller without their consent to these very figures or, where its contract wants one, their fresh code, and no secret
leaves its step. What the engine would refuse at run time (`not_verified`) is a hole here: a line that is published does
not rely on it.

Not in the proof: time. A grant or a confirmation lasts for ever here; at run time one that has run out is refused, and
the step ends in `not_verified`. Nor what breaks: prompts that cannot be said, an engine's fault.
"""

from ivr.study.proof.proving import prove
from ivr.study.proof.search import Hole, Search, search

__all__ = ["Hole", "Search", "prove", "search"]
