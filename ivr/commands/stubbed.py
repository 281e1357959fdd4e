"""Calls whose actions are not done, but end as their transcript says."""

from __future__ import annotations

import logging

from ivr.domain.keys import Keys
from ivr.engine.advancing import Wanted
from ivr.engine.events import ActionEnded
from ivr.engine.state import State
from ivr.errors import IvrError
from ivr.runtime.actions import ACTIONS, CONTRACTS
from ivr.runtime.doing import Doer, Doing
from ivr.runtime.sealing import Sealer
from ivr.store import lab
from ivr.study.explore import end_of
from ivr.transcript import Stub, Transcript

log = logging.getLogger(__name__)

KEY = b"the key of a lab, whose data are made up"


class Stubs:
    """The stubs of the script that is played, call by call. A call is known by its seed, as the lab's clock knows it;
    once one call of a transcript has stubs, no action of any of its calls is done."""

    def __init__(self) -> None:
        self._calls: dict[str, list[Stub]] = {}
        self._stubbed = False
        self._troubles: list[str] = []

    def __bool__(self) -> bool:
        return self._stubbed

    def take(self, transcript: Transcript) -> None:
        """Those of the next script."""
        self._stubbed = any(call.stubs is not None for call in transcript.calls)
        seeds = [call.seed or f"{transcript.transcript}/{number}" for number, call in enumerate(transcript.calls)]
        self._calls = {seed: list(call.stubs or ()) for seed, call in zip(seeds, transcript.calls, strict=True)}
        self._troubles = []

    def next(self, seed: str, action: str) -> Stub:
        """The stub of the action that is wanted. Raises IvrError when it is another's, or there is none."""
        left = self._calls.get(seed, [])
        if not left or left[0].do != action:
            there = f"the next of its stubs is for {left[0].do}" if left else "its stubs are all used"
            raise IvrError(f"stubs: the call does {action}, and {there}")
        return left.pop(0)

    def trouble(self, told: str) -> None:
        self._troubles.append(told)

    def left(self) -> list[str]:
        """What went wrong with them: stubs that do not fit, and those that nothing asked for."""
        unused = [f"stubs: nothing did {left[0].do}" for left in self._calls.values() if left]
        return [*self._troubles, *([] if self._troubles else unused)]


class StubbedDoer(Doer):
    """Ends every action by its stub, at once, the outside ones too; what does not fit ends as `unavailable`."""

    def __init__(self, stubs: Stubs) -> None:
        super().__init__(ACTIONS, Keys(KEY), Sealer(KEY))
        self._stubs = stubs

    def do(self, doing: Doing, wanted: Wanted, state: State) -> ActionEnded | None:  # noqa: ARG002
        known = lab.clock(doing.connection, doing.call)
        try:
            stub = self._stubs.next(known[1] if known is not None else "", wanted.action)
            currency = doing.service.line.settings.currency
            return end_of(stub, wanted, CONTRACTS[wanted.action], doing.now, currency)
        except IvrError as error:
            self._stubs.trouble(str(error))
            log.error("call %s: %s", doing.call, error)  # noqa: TRY400 - its text says all
            return ActionEnded(wanted.action, "unavailable")
