"""What callers answer to what they are asked, by the prompt that asks it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from ivr.chaos.people import CARDS, USUAL_CARDS, Caller, Goal

Answer = Callable[[Caller, Goal, Random], str]
"""Keys; "" for waiting, "bye" for hanging up."""


def _keys(*choices: str) -> Answer:
    return lambda _caller, _goal, random: random.choice(choices)


def _goal(_caller: Caller, goal: Goal, random: Random) -> str:
    return {"balance": "1", "pay": "2", "defer": "3", "person": random.choice("40")}[goal]


def _language(caller: Caller, _goal: Goal, _random: Random) -> str:
    return {"en-US": "1", "es-US": "2", "zh-CN": "3"}[caller.language]


def _postcode(caller: Caller, _goal: Goal, random: Random) -> str:
    return caller.postcode if caller.postcode is not None and caller.own else f"{random.randrange(10**5):05d}"


def _birth_date(caller: Caller, _goal: Goal, random: Random) -> str:
    if caller.own or random.random() < 0.6:  # thieves may know a birth date; it is no secret
        return caller.keyed_date()
    return f"{random.randrange(1, 13):02d}{random.randrange(1, 13):02d}19{random.randrange(50, 99)}"


def _last_payment(caller: Caller, _goal: Goal, random: Random) -> str:
    if caller.last_payment is not None and caller.own:
        return caller.last_payment.replace(".", "*") + "#"
    return f"{random.randrange(1, 300)}*00#"


def _account(caller: Caller, _goal: Goal, random: Random) -> str:
    return (caller.account if caller.own or random.random() < 0.8 else f"4{random.randrange(10**7):07d}") + "#"


def _amount(_caller: Caller, _goal: Goal, random: Random) -> str:
    return f"{random.randrange(5, 120)}*{random.choice(('00', '25', '99'))}#"


ASKED: dict[str, Answer] = {
    "language-choice": _language,
    "main-menu": _goal,
    "main-anything-else": _keys("2", "2", "2", "1"),
    "main-after-payment": _keys("3", "3", "1", "2"),
    "verify-account": _account,
    "verify-birth-date": _birth_date,
    "verify-postcode": _postcode,
    "verify-last-payment": _last_payment,
    "verify-no-code": _keys("1", "2", "2", "3", "4"),
    "verify-failed": _keys("2", "1", "bye"),
    "balance-offers": _keys("6", "3", "1", "5", "2", "4"),
    "balance-transaction": _keys("1", "2"),
    "pay-which-amount": _keys("1", "1", "1", "2", "3", "4"),
    "pay-other-amount": _amount,
    "pay-other-confirm": _keys("1", "1", "2"),
    "pay-consent": _keys("1", "1", "1", "1", "1", "1", "2"),
    "pay-said-no": _keys("1", "2", "3"),
    "pay-stopped": _keys("1", "2", "3"),
    "pay-not-taken": _keys("1", "1", "2"),
    "pay-declined": _keys("1", "1", "2", "3", "4"),
    "deferral-reason": _keys("1", "2", "3", "4"),
    "deferral-length": _keys("1", "2", "3"),
    "deferral-consent": _keys("1", "1", "1", "2"),
    "deferral-consent-referred": _keys("1", "1", "1", "2"),
    "deferral-said-no": _keys("1", "2", "3"),
    "deferral-no-code": _keys("1", "2"),
    "deferral-no-more-codes": _keys("1", "2"),
    "deferral-what-else": _keys("3", "1", "2"),
    "after-hours-offer": _keys("1", "2", "3", "4"),
    "after-hours-number": _keys("2025550177"),
    "after-hours-number-right": _keys("1", "2"),
    "after-hours-noted": _keys("1", "2"),
}
"""Prompts that ask for keys. `verify-code` and `deferral-code` ask for a code, which has to come first."""
CODES = frozenset({"verify-code", "deferral-code"})


def card(random: Random) -> dict[str, str]:
    """What <Pay> asks for, by its step."""
    number = CARDS[random.choice(USUAL_CARDS)]
    return {
        "payment-card-number": number + "#",
        "expiration-date": "1228#",
        "security-code": "123#",
        "postal-code": "10001#",
    }
