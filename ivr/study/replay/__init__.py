"""Calls that were, from their journals: retold, or played through a draft."""

from ivr.study.replay.comparing import Change, Comparison, compared
from ivr.study.replay.endings import Again, Ending
from ivr.study.replay.past import PastCall, Turn, retraced, turn
from ivr.study.replay.retelling import retold

__all__ = ["Again", "Change", "Comparison", "Ending", "PastCall", "Turn", "compared", "retold", "retraced", "turn"]
