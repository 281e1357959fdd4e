"""The line's rules: policy.yaml as written, and with hours.yaml beside it, `Policy`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pydantic import Field, field_validator

from ivr.domain.hours import Hours
from ivr.domain.records import QUESTIONS, AccountKind, LineKind, Question
from ivr.marks import Written

Factor = Literal["account", "knowledge", "code"]
FACTORS: tuple[Factor, ...] = ("account", "knowledge", "code")
LevelWord = Literal["identified", "verified"]


class GrantRule(Written):
    """Which factors give a level (all of `all`, and one of `any` where it is written), and for how many minutes."""

    all: tuple[Factor, ...] = ()
    any: tuple[Factor, ...] = ()
    minutes: int = Field(gt=0)

    def met(self, factors: frozenset[str]) -> bool:
        return set(self.all) <= factors and (not self.any or bool(set(self.any) & factors))


class Codes(Written):
    """One-time codes: how long one is good, and how often it may be tried.

    lines   the kinds of telephone line that a code may be texted to (IVR_LOOKUP finds out); none written: any.
    """

    minutes: int = Field(default=10, gt=0)
    tries: int = Field(default=3, gt=0)
    lines: tuple[LineKind, ...] = ()


class Limit(Written):
    """How often in one call, in a day for one account number, in a day from one telephone number."""

    call: int = Field(gt=0)
    account_day: int | None = Field(default=None, gt=0)
    caller_day: int | None = Field(default=None, gt=0)


class Limits(Written):
    claims: Limit = Limit(call=3, account_day=10)
    answers: Limit = Limit(call=3, account_day=6)
    code_sends: Limit = Limit(call=4, account_day=8)
    code_tries: Limit = Limit(call=6, account_day=12)
    confirmation_sends: Limit = Limit(call=4, account_day=8)
    confirmation_tries: Limit = Limit(call=6, account_day=12)
    charges: Limit = Limit(call=4, account_day=8)
    callbacks: Limit = Limit(call=2, caller_day=3)


class Fee(Written):
    """What paying by telephone costs: a fixed amount, a percentage of the payment, or both; never above `at_most`."""

    fixed: Decimal = Field(default=Decimal(0), ge=0)
    percent: Decimal = Field(default=Decimal(0), ge=0, le=100)
    at_most: Decimal | None = Field(default=None, ge=0)


class Payments(Written):
    """Fees by kind of account (`other` for the rest), the least that may be paid, and the ways that cost nothing."""

    fees: Mapping[AccountKind | Literal["other"], Fee] = {}
    smallest: Decimal = Field(default=Decimal("1.00"), gt=0)
    free_ways: tuple[Literal["web", "autopay", "mail", "bank"], ...] = Field(default=("web",), min_length=1)

    def fee(self, kind: AccountKind) -> Fee:
        return self.fees.get(kind) or self.fees.get("other") or Fee()


class Length(Written):
    """One length of deferral and its price: a fixed amount, a percentage of what is put off, or both."""

    days: int = Field(gt=0)
    fixed: Decimal = Field(default=Decimal(0), ge=0)
    percent: Decimal = Field(default=Decimal(0), ge=0, le=100)


AccountState = Literal["current", "overdue", "promotion", "disputed"]


class Deferrals(Written):
    """Who may have more time, how much, at what price, and what a person must decide.

    at_most / per_days  this many granted in that many days.     account_age   days since the account was opened.
    overdue_at_most     days the oldest open bill may be overdue.  referred_above  larger amounts go to a person.
    referred_after      longer deferrals go to a person.           ask_again     days until a refusal lapses.
    """

    lengths: tuple[Length, ...] = Field(min_length=1)
    at_most: int = Field(default=2, gt=0)
    per_days: int = Field(default=365, gt=0)
    account_age: int = Field(default=90, ge=0)
    states: tuple[AccountState, ...] = ("current", "overdue", "promotion")
    overdue_at_most: int = Field(default=60, ge=0)
    referred_above: Decimal | None = Field(default=None, gt=0)
    referred_after: int | None = Field(default=None, gt=0)
    ask_again: int = Field(default=30, ge=0)

    @field_validator("lengths")
    @classmethod
    def _ascending(cls, lengths: tuple[Length, ...]) -> tuple[Length, ...]:
        days = [length.days for length in lengths]
        if days != sorted(set(days)):
            raise ValueError("the lengths must be in order, the shortest first, each once")
        return lengths


class Resume(Written):
    """minutes: how long after a call was cut off its caller may go on at a checkpoint; flows may say less."""

    minutes: int = Field(default=30, gt=0)


class Rules(Written):
    """policy.yaml.

    grants     which factors give which level, for how long.
    questions  the knowledge questions that may be asked.
    actions    actions that need more than their own floor (`account.recent: verified`).
    bill_days  how many days before its due date an instalment counts as due now.
    resume     how long a call that was cut off may be gone on with.
    """

    grants: Mapping[LevelWord, GrantRule]
    questions: tuple[Question, ...] = Field(default=QUESTIONS, min_length=1)
    codes: Codes = Codes()
    limits: Limits = Limits()
    actions: Mapping[str, LevelWord] = {}
    payments: Payments = Payments()
    deferrals: Deferrals | None = None
    bill_days: int = Field(default=21, ge=0)
    resume: Resume = Resume()


@dataclass(frozen=True)
class Policy:
    """What rules a line now: policy.yaml and hours.yaml, always the newest."""

    rules: Rules
    hours: Hours
