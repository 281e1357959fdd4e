"""ask: the caller gives a value of some type."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ivr.flow.verbs.base import Step
from ivr.marks import Written


class Answer(StrEnum):
    """What an ask is `for`."""

    DIGITS = "digits"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    PHONE = "phone"
    EMAIL = "email"
    ACCOUNT = "account"
    CODE = "code"
    YES_NO = "yes_no"
    CONSENT = "consent"
    WORDS = "words"


LIMITED = (Answer.NUMBER, Answer.MONEY, Answer.DATE)
"""Answers that have an order, and so may have `min` and `max`."""


class Check(Written):
    """What a secret answer is used for, in the same step: an action, with `$answer` as an input."""

    do: str
    with_: dict[str, str] = Field(default_factory=dict, alias="with")


class Ask(Step):
    """`ask: pay-other-amount` with `for: money`.

    min, max: limits, checked before confirmation (outcomes too_low, too_high); `$variable` or text of the type.
    length: digits wanted, `6` or `4-8`. confirm: a prompt that says { $answer } back and takes yes or no; no asks
    again and costs a try. secret: the answer is used by `check` in this step and is never a variable.
    """

    verb: ClassVar[str] = "ask"
    outcomes: ClassVar[tuple[str, ...]] = ("given", "yes", "no", "too_low", "too_high", "no_input", "no_match")
    normal: ClassVar[str | None] = "given"

    ask: str
    for_: Answer = Field(alias="for")
    save: str | None = None
    min: str | None = None
    max: str | None = None
    length: str | None = Field(default=None, pattern=r"^\d{1,2}(-\d{1,2})?$")
    confirm: str | None = None
    secret: bool = False
    check: Check | None = None
