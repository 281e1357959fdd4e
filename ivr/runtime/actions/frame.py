"""What the actions share: from the runtime's context to the business's occasion, and typed looks at inputs."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from ivr.domain.grants import Proven
from ivr.domain.occasion import Occasion
from ivr.domain.records import Account
from ivr.domain.standing import account_of
from ivr.engine.grants import Grant
from ivr.flow.contracts import Level
from ivr.flow.types import Card, Consent, Value
from ivr.runtime.action import Booking, Context, Inputs
from ivr.values import Money, Secret

T = TypeVar("T", Money, str, int, date, Card, Consent, Secret)


def occasion(context: Context) -> Occasion:
    return Occasion(
        books=context.books,
        rules=context.policy.rules,
        call=context.call,
        caller=context.caller,
        language=context.language,
        now=context.now,
        zone=context.zone,
        currency=context.currency,
        key=context.key,
        draw=context.draw,
        shut=context.shut,
    )


def booking_occasion(booking: Booking) -> Occasion:
    """A booking has no randomness and nobody on the line."""
    return Occasion(
        books=booking.books,
        rules=booking.policy.rules,
        call=booking.call,
        caller=None,
        language=booking.language,
        now=booking.now,
        zone=booking.zone,
        currency=booking.currency,
        key=booking.key,
        draw="",
    )


def given(inputs: Inputs, name: str, kind: type[T]) -> T:
    """The input, which the contract promises to be there and of this kind. Raises TypeError when it is not."""
    value = inputs.get(name)
    if not isinstance(value, kind):
        raise TypeError(f"input '{name}' is not a {kind.__name__}")
    return value


def text(inputs: Inputs, name: str) -> str:
    """An optional text; "" when it was left out."""
    value = inputs.get(name)
    return value if isinstance(value, str) else ""


def proven_account(context: Context, inputs: Inputs) -> Account:
    """The account the action touches. The runtime has matched it to the grant; this is the last to look."""
    number = given(inputs, "account", str)
    if context.account != number:
        raise PermissionError("the account is not the one the caller has proven to hold")
    return account_of(occasion(context), number)


def grant(proven: Proven | None) -> Grant | None:
    if proven is None:
        return None
    return Grant(Level.of(proven.level), proven.account, proven.factors, proven.until, proven.name)


def fields(optional: dict[str, Value | None], /, **always: Value) -> dict[str, Value]:
    """A record's value: fields that are None are left out, and each has its `has_...` beside it."""
    made = dict(always)
    for name, value in optional.items():
        made[f"has_{name}"] = value is not None
        if value is not None:
            made[name] = value
    return made
