"""How each step may end: from its verb, its contract, the flow it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ivr.flow.contracts import COMMON, CONFIRM_SEND, Contract, Level
from ivr.flow.draft import Draft, DraftFlow, DraftStep
from ivr.flow.types import Record
from ivr.flow.verbs import Ask, Checkpoint, Confirm, Do, HangUp, Menu, Queue, Return, Run, When
from ivr.flow.verbs.ask import Answer

HUNG_UP = "hung_up"
"""Any step may end so, and none must handle it."""
RESUMED = "resumed"
"""A checkpoint ends so where another call goes on at it."""

Returns = Mapping[str, Mapping[str, Record | None]]
"""By flow: each outcome it may return, with what it hands back. A flow that is not known whole is not in it."""


@dataclass(frozen=True)
class Outcomes:
    """normal: the one that goes on, if there is one. others: all that need a handler. local: those of them that only
    the step itself may handle. gives: those after which `save` has its value. free: those that only the step may
    handle, and that go the normal way where it does not."""

    normal: str | None
    others: tuple[str, ...] = ()
    local: frozenset[str] = frozenset()
    gives: frozenset[str] = frozenset()
    free: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (*([self.normal] if self.normal else []), *self.others, *self.free, HUNG_UP)


def outcomes(draft: Draft, returns: Returns, step: DraftStep) -> Outcomes | None:
    """None when it cannot be known: an action or a flow that is not there, whose complaint is another rule's."""
    found = _of_verb(draft, returns, step)
    if found is None or step.step.at_most is None or "used_up" in found.others:
        return found
    return replace(found, others=(*found.others, "used_up"))


def _of_verb(draft: Draft, returns: Returns, drafted: DraftStep) -> Outcomes | None:
    step = drafted.step
    if isinstance(step, Do):
        contract = draft.contracts.get(step.do)
        return None if contract is None else _of_contract(contract)
    if isinstance(step, Run):
        back = returns.get(step.run)
        if back is None:
            return None
        others = tuple(name for name in back if name != "done")
        gives = frozenset(name for name, record in back.items() if record is not None)
        return Outcomes("done" if "done" in back else None, others, gives=gives)
    if isinstance(step, Ask):
        return _of_ask(draft, step)
    if isinstance(step, Confirm):
        others = tuple(name for name in step.outcomes if name != step.normal)
        sending = draft.contracts.get(CONFIRM_SEND)
        return Outcomes(step.normal, (*others, *(_common(sending) if sending is not None else COMMON)))
    if isinstance(step, When):
        closed = any(branch.else_ is not None for branch in step.when)
        return Outcomes(None if closed else step.normal)
    if isinstance(step, Return | HangUp):
        return Outcomes(None)
    if isinstance(step, Checkpoint):
        return Outcomes(step.normal, free=(RESUMED,))
    if isinstance(step, Queue):
        others = tuple(name for name in step.outcomes if name != step.normal)
        return Outcomes(step.normal, (*others, "unavailable"))
    gives = frozenset({step.normal}) if step.normal and not isinstance(step, Menu) else frozenset[str]()
    return Outcomes(step.normal, tuple(name for name in step.outcomes if name != step.normal), gives=gives)


def _of_contract(contract: Contract) -> Outcomes:
    others = tuple(name for name in contract.outcomes if name != contract.normal)
    common = tuple(name for name in _common(contract) if name not in contract.outcomes)
    return Outcomes(contract.normal, (*others, *common), frozenset(contract.local), frozenset(contract.gives))


def _common(contract: Contract) -> tuple[str, ...]:
    """What every action may also end in; without a grant to ask for, no grant is missing."""
    private = contract.level > Level.ANONYMOUS or contract.account is not None or contract.confirms
    return COMMON if private else tuple(name for name in COMMON if name != "not_verified")


def _of_ask(draft: Draft, step: Ask) -> Outcomes | None:
    silent: tuple[str, ...] = ("no_input", "no_match")
    limits = (*(("too_low",) if step.min is not None else ()), *(("too_high",) if step.max is not None else ()))
    if step.check is not None:
        contract = draft.contracts.get(step.check.do)
        if contract is None:
            return None
        of = _of_contract(contract)
        return Outcomes(of.normal, (*of.others, *silent), of.local)
    if step.for_ is Answer.CONSENT:
        return Outcomes("yes", ("no", *silent), gives=frozenset({"yes"}))
    if step.for_ is Answer.YES_NO:
        return Outcomes("yes", ("no", *silent), gives=frozenset({"yes", "no"}))
    return Outcomes("given", (*limits, *silent), gives=frozenset({"given"}))


def needs_verification(flow: DraftFlow) -> bool:
    """Whether running the flow may itself end in `not_verified`, before its first step."""
    return flow.requires is not None
