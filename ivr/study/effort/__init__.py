"""Caller effort: the fewest and the worst keypresses and seconds it takes to reach what callers want."""

from ivr.study.effort.limits import exceeding
from ivr.study.effort.measuring import Effort, measured

__all__ = ["Effort", "exceeding", "measured"]
