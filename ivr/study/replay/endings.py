"""How a call ended, in words that calls can be grouped by."""

from __future__ import annotations

from dataclasses import dataclass

from ivr.engine.awaiting import Acting, Queueing
from ivr.engine.call import State
from ivr.engine.directives import Enqueue
from ivr.engine.events import ActionEnded, Heard, HungUp, StillWorking
from ivr.flow.contracts import RESUME_FIND
from ivr.flow.line import Line
from ivr.study.coverage import Trace, declared, followed
from ivr.study.replay.past import PastCall, begun


@dataclass(frozen=True)
class Ending:
    """`words` fit behind "calls that": `ended in queue support`. `known`: whether the journal says enough to know."""

    words: str
    known: bool = True


class Again:
    """A past call made once more on a line: the caller answers as they did, actions end as they did."""

    def __init__(self, line: Line, past: PastCall) -> None:
        self._line = line
        self._caller = [heard for heard in past.heard if not isinstance(heard.what, ActionEnded | StillWorking)]
        self._acted = [heard for heard in past.heard if isinstance(heard.what, ActionEnded)]
        self._state = begun(line, past)
        self._last: Trace | None = None
        self._queue = ""

    def ending(self) -> Ending:
        """Plays it to where it ends, or to where the journal has nothing more."""
        while self._state is not None and not self._state.ended:
            heard = self._next(self._state)
            if heard is None:
                return self._unfinished(self._state)
            if isinstance(heard.what, HungUp):
                return self._hung_up(self._state)
            self._last = followed(self._line, self._state, heard)
            self._state = self._last.moved.state
            for directive in self._last.moved.directives:
                self._queue = directive.queue if isinstance(directive, Enqueue) else self._queue
        return self._over()

    def _next(self, state: State) -> Heard | None:
        """What was heard next: of actions the next end of this very action, since a draft may ask in another order."""
        if isinstance(state.awaiting, Acting):
            action = state.awaiting.action
            found = next((each for each in self._acted if self._is_end(each, action)), None)
            if found is not None:
                self._acted.remove(found)
            if found is None and action == RESUME_FIND:  # nobody asked then: as if there had been nothing
                return Heard(ActionEnded(RESUME_FIND, "nothing"), state.now, "")
            return found
        return self._caller.pop(0) if self._caller else None

    @staticmethod
    def _is_end(heard: Heard, action: str) -> bool:
        return isinstance(heard.what, ActionEnded) and heard.what.action == action

    def _over(self) -> Ending:
        way = self._last.ways[-1] if self._last is not None and self._last.ways else None
        target = declared(self._line).get(way) if way is not None else None
        after = f" after queue {self._queue}" if self._queue else ""
        if way is None or target is None:
            return Ending(f"ended{after}")
        if target.hang_up is not None:
            return Ending(f"ended with {target.hang_up}{after}")
        return Ending(f"ended at {way.flow} {way.step}, {way.outcome}{after}")

    def _hung_up(self, state: State) -> Ending:
        if isinstance(state.awaiting, Queueing):
            return Ending(f"ended in queue {self._queue}")
        return Ending(f"ended by the caller hanging up at {state.frame.flow} {state.frame.step}")

    def _unfinished(self, state: State) -> Ending:
        where = f"{state.frame.flow} {state.frame.step}"
        if isinstance(state.awaiting, Acting):
            return Ending(f"go on at {where}: {state.awaiting.action} was not done in the call", known=False)
        return Ending(f"go on at {where}: the caller was not asked that", known=False)
