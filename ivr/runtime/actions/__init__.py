"""What steps can `do`: contracts, and the functions behind them, one group a module."""

from __future__ import annotations

from ivr.flow.contracts import Contract
from ivr.runtime.action import Action
from ivr.runtime.actions import account, case, confirmation, deferral, identity, otp, payment, queue, resume

_GROUPS = (identity, otp, account, payment, deferral, confirmation, case, queue, resume)

ACTIONS: dict[str, Action] = {action.contract.name: action for group in _GROUPS for action in group.ACTIONS}
"""Every action there is, by name."""

CONTRACTS: dict[str, Contract] = {name: action.contract for name, action in ACTIONS.items()}
"""Their contracts."""
