"""identity: who the caller says they are, and one thing the holder of that account would know.

An account that does not exist, is locked or cannot be reached goes the same way as one that does: these contracts
have no `not_found`, and whether an answer was right is not told.
"""

from __future__ import annotations

from ivr.domain.records import QUESTIONS
from ivr.flow.contracts import Contract, Input
from ivr.flow.types import ACCOUNT, TEXT, Choice, record

CLAIM = Contract(
    name="identity.claim",
    title="Take the account number the caller gives, and choose a question",
    inputs={"account": Input(ACCOUNT)},
    outcomes=("claimed", "used_up"),
    normal="claimed",
    result=record("claim", question=Choice("question", QUESTIONS)),
    gives=("claimed",),
)

ANSWER = Contract(
    name="identity.answer",
    title="Note the caller's answer to the question",
    inputs={"given": Input(TEXT, secret=True)},
    outcomes=("noted", "used_up"),
    normal="noted",
)
