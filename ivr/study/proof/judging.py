"""Whether an action may be done at a point of a call: assurance, account, consent, confirmation.

What the engine asks at run time (`engine.wanting`) is asked here of every path; and what it does not ask: that the
figures of a consent are those of the action, and that no consent serves twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ivr.flow.contracts import Contract, Level
from ivr.flow.types import CONSENT, DATE, MONEY
from ivr.study.proof.held import Confirmed, Held
from ivr.study.proof.tongues import Tongues
from ivr.study.proof.values import Agreed, Value


@dataclass(frozen=True)
class Doing:
    """An action with the values of its inputs, those that are judged; `touched` is the account it is for."""

    contract: Contract
    inputs: Mapping[str, Value | None]
    touched: Value | None

    @property
    def confirmed(self) -> Confirmed:
        """The confirmation that it would spend."""
        return Confirmed(
            self.contract.name, self.touched, tuple(self.inputs.get(name) for name in self.contract.confirms)
        )


@dataclass(frozen=True)
class Fault:
    rule: str
    reason: str
    remedy: str


def judged(doing: Doing, held: Held, tongues: Tongues) -> Iterator[Fault]:
    """What is wrong with doing it now; assurance first, and nothing more where that is wanting."""
    contract = doing.contract
    fault = _assurance(doing, held)
    if fault is not None:
        yield fault
        return
    if contract.says:
        yield from _consent(doing, held, tongues)
    if contract.confirms and doing.confirmed not in held.confirmed:
        others = any(one.action == contract.name for one in held.confirmed)
        why = "the code was given for other values" if others else "no code was given for it"
        yield Fault(
            "access-confirmation",
            f"{contract.name} needs a fresh code for {', '.join(contract.confirms)}, and {why}",
            f"put 'confirm: {contract.name}' with the same values right before it",
        )


def allowed(doing: Doing, held: Held) -> bool:
    """Whether the engine would have it done."""
    return _assurance(doing, held) is None and (not doing.contract.confirms or doing.confirmed in held.confirmed)


def _assurance(doing: Doing, held: Held) -> Fault | None:
    contract, needed = doing.contract, doing.contract.level
    if needed is Level.ANONYMOUS and (contract.account is None or doing.touched is not None):
        return None
    has = held.level(doing.touched) if doing.touched is not None else Level.ANONYMOUS
    if doing.touched is not None and has >= needed:
        return None
    if contract.account in doing.inputs and any(level >= needed for _, level in held.grants):
        return Fault(
            "access-account",
            f"{contract.name} is for the account in '{contract.account}', and the caller is {needed.word} for another",
            f"leave '{contract.account}' out: it is then the account the caller has proven",
        )
    return Fault(
        "access-level",
        f"{contract.name} needs {needed.word}, and the caller is {has.word}",
        f"add 'requires: {needed.word}' before it",
    )


def _consent(doing: Doing, held: Held, tongues: Tongues) -> Iterator[Fault]:
    contract = doing.contract
    name = next((name for name, each in contract.inputs.items() if each.type == CONSENT), "")
    agreed = doing.inputs.get(name)
    why = "the caller was not asked"
    remedy = f"ask 'for: consent' right before it, and give it to '{name}'"
    if isinstance(agreed, Agreed):
        why = _stale(doing, held, agreed) or _unsaid(contract, agreed, tongues)
    if why:
        yield Fault("access-consent", f"{contract.name} needs the caller's consent, and {why}", remedy)


def _stale(doing: Doing, held: Held, agreed: Agreed) -> str:
    """Why a consent is not one to this; empty when it is."""
    if agreed.number in held.spent:
        return "the one that was given was used before"
    if agreed.account != doing.touched:
        return "the one that was given was for another account"
    said = {name: value for name, value in agreed.figures if value is not None}
    for name, value in doing.inputs.items():
        if doing.contract.inputs[name].type in (MONEY, DATE) and value not in said.values():
            return f"the one that was given was to another '{name}'"
    return ""


def _unsaid(contract: Contract, agreed: Agreed, tongues: Tongues) -> str:
    named = tongues.names(agreed.tongue, agreed.prompt)
    wanting = [figure for figure in contract.says if not _among(figure, named)]
    shown = ", ".join(figure.lstrip("-") for figure in wanting)
    return f"'{agreed.prompt}' does not say {shown} in {tongues.language(agreed.tongue)}" if wanting else ""


def _among(figure: str, named: frozenset[str]) -> bool:
    if figure.startswith("-"):
        return figure in named
    wanted = figure.replace("_", "-")
    return any(name == wanted or name.endswith(f"-{wanted}") for name in named)
