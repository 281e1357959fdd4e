"""identity: who the caller says they are, and one thing the holder of that account would know.

An account that does not exist, is locked or cannot be reached goes the same way as one that does: these contracts
have no `not_found`, and whether an answer was right is not told.
"""

from __future__ import annotations

from ivr.domain import verification
from ivr.domain.records import QUESTIONS
from ivr.flow.contracts import Contract, Input
from ivr.flow.types import ACCOUNT, TEXT, Choice, record
from ivr.runtime.action import Action, Context, Ended, Inputs, Inside
from ivr.runtime.actions.frame import given, grant, occasion
from ivr.values import Secret

CLAIM = Contract(
    name="identity.claim",
    title="Take the account number the caller gives, and choose a question",
    inputs={"account": Input(ACCOUNT)},
    outcomes=("claimed", "used_up"),
    normal="claimed",
    result=record("claim", question=Choice("question", QUESTIONS)),
    gives=("claimed",),
    claims="account",
)

ANSWER = Contract(
    name="identity.answer",
    title="Note the caller's answer to the question",
    inputs={"given": Input(TEXT, secret=True)},
    outcomes=("noted", "used_up"),
    normal="noted",
)


def claim(context: Context, inputs: Inputs) -> Ended:
    question = verification.claim(occasion(context), given(inputs, "account", str))
    return Ended("used_up") if question is None else Ended("claimed", {"question": question})


def answer(context: Context, inputs: Inputs) -> Ended:
    outcome, proven = verification.answer(occasion(context), given(inputs, "given", Secret))
    return Ended(outcome, grant=grant(proven))


ACTIONS: tuple[Action, ...] = (Inside(CLAIM, claim), Inside(ANSWER, answer))
