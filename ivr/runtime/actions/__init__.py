"""What steps can `do`: contracts, and the functions behind them, one group a module."""

from __future__ import annotations

from ivr.flow.contracts import Contract
from ivr.runtime.actions import account, case, confirmation, deferral, identity, otp, payment, queue

CONTRACTS: dict[str, Contract] = {
    contract.name: contract
    for contract in (
        identity.CLAIM,
        identity.ANSWER,
        otp.SEND,
        otp.CHECK,
        account.SUMMARY,
        account.BALANCE,
        account.RECENT,
        account.PLANS,
        payment.AMOUNTS,
        payment.PRICE,
        payment.CHARGE,
        deferral.CHECK,
        deferral.OFFER,
        deferral.REQUEST,
        confirmation.SEND,
        confirmation.CHECK,
        case.OPEN,
        case.CALLBACK,
        queue.HOURS,
        queue.ENTER,
    )
}
"""Every action there is, by name."""
