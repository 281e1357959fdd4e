"""Where a call is, for those who watch it."""

from __future__ import annotations

from ivr.engine import proven
from ivr.engine.call import State


def describe(state: State) -> dict[str, str]:
    """The flow and the step it is at (where it ended, once it has), how sure we are of the caller, and the language:
    as of when the call was last heard."""
    return {
        "flow": state.frame.flow,
        "step": state.frame.step,
        "assurance": proven.level(state).word,
        "language": state.language,
    }
