"""case, callback: what a person is to look at, and whom to call back."""

from __future__ import annotations

from ivr.flow.contracts import Contract, Input, Level
from ivr.flow.types import ACCOUNT, PHONE, REFERENCE, TEXT, Choice, record

CASE_KINDS = ("dispute", "hardship", "complaint", "other")

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
