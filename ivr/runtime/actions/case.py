"""case, callback: what a person is to look at, and whom to call back."""

from __future__ import annotations

from ivr.domain import cases
from ivr.domain.promises import CaseKind
from ivr.domain.standing import account_of
from ivr.flow.contracts import Contract, Input, Level
from ivr.flow.types import ACCOUNT, PHONE, REFERENCE, TEXT, Choice, record
from ivr.runtime.action import Action, Context, Ended, Inputs, Inside
from ivr.runtime.actions.frame import given, occasion, proven_account, text

CASE_KINDS: tuple[CaseKind, ...] = ("dispute", "hardship", "complaint", "other")

OPEN = Contract(
    name="case.open",
    title="Open a case for a person to look at",
    inputs={
        "account": Input(ACCOUNT),
        "kind": Input(Choice("case_kind", CASE_KINDS)),
        "about": Input(TEXT, required=False),
    },
    outcomes=("opened",),
    normal="opened",
    result=record("case", number=REFERENCE),
    level=Level.VERIFIED,
    account="account",
    changes=True,
)

CALLBACK = Contract(
    name="callback.request",
    title="Note that the caller wants to be called back",
    inputs={"phone": Input(PHONE), "about": Input(TEXT, required=False)},
    outcomes=("noted",),
    normal="noted",
    result=record("callback", number=REFERENCE),
    changes=True,
)


def open_case(context: Context, inputs: Inputs) -> Ended:
    kind = next(each for each in CASE_KINDS if each == given(inputs, "kind", str))
    account = proven_account(context, inputs)
    case = cases.open_case(occasion(context), kind, account, text(inputs, "about"))
    return Ended("opened", {"number": case.number}, note=f"case {case.number} opened: {kind}")


def callback(context: Context, inputs: Inputs) -> Ended:
    on = occasion(context)
    account = account_of(on, context.account) if context.account is not None else None
    case = cases.request_callback(on, account, given(inputs, "phone", str), text(inputs, "about"))
    return Ended("noted", {"number": case.number}, note=f"call-back asked for, case {case.number}")


ACTIONS: tuple[Action, ...] = (Inside(OPEN, open_case), Inside(CALLBACK, callback))
