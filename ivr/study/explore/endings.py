"""How each action may end: every outcome of its contract, with the example results that are worth trying."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ivr.engine.call import State
from ivr.engine.walk import Walk
from ivr.engine.wanting import contract_of
from ivr.flow.contracts import COMMON, RESUME_FIND, RESUME_TAKE, Contract, Level
from ivr.flow.line import Line
from ivr.flow.verbs import Do
from ivr.study.explore.candidates import ACCOUNT
from ivr.study.explore.places import kept, places
from ivr.study.explore.results import Result, results
from ivr.transcript import Proves, Stub


class Endings:
    """Of one line; what was found for a step is kept."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._results = cache(self._found)

    def of(self, state: State, action: str) -> Iterator[Stub]:
        """The ends of `action`, done at the step where the call is."""
        frame = state.frame
        contract = contract_of(Walk(self._line, state), action)
        for outcome in _outcomes(contract):
            given = self._results(frame.flow, frame.step) if outcome in contract.gives else [None]
            if action in (RESUME_FIND, RESUME_TAKE) and outcome in contract.gives:
                given = self._resumed(action, frame.offered)
            for result in given:
                yield Stub(do=action, outcome=outcome, result=result, proves=_proves(state, contract, outcome))

    def _resumed(self, action: str, offered: str | None) -> list[Result]:
        """Where a call was cut off: at any of the line's checkpoints."""
        if action == RESUME_FIND:
            return [{"at": at, "level": level.word} for at, level in places(self._line)]
        at = (offered or "").partition(" ")[2]
        return [{"at": at, "kept": kept(self._line, at)}] if at else []

    def _found(self, flow: str, step: str) -> list[Result]:
        here = self._line.flows[flow]
        doing = here.step(step)
        return results(self._line, here, doing) if isinstance(doing, Do) else [None]


def _outcomes(contract: Contract) -> list[str]:
    """The contract's own, and what every action may end in; `not_verified` only where something must be proven."""
    private = contract.level > Level.ANONYMOUS or contract.account is not None or contract.confirms
    common = COMMON if private else tuple(name for name in COMMON if name != "not_verified")
    return list(dict.fromkeys((*contract.outcomes, *common)))


def _proves(state: State, contract: Contract, outcome: str) -> Proves | None:
    """What the contract grants: for the account the caller claimed, wherever a run of this call keeps it."""
    if contract.grants is None or contract.grants is Level.ANONYMOUS or outcome != contract.normal:
        return None
    kept = [frame.variables.get("account") for frame in reversed(state.frames)]
    account = next((each for each in kept if isinstance(each, str)), ACCOUNT)
    return Proves.model_validate({"level": contract.grants.word, "account": account})
