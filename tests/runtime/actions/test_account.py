"""What verified callers hear of their accounts, in every situation of the demo."""

from __future__ import annotations

from datetime import date

import pytest

from ivr.values import Secret
from tests.support.business import Caller, Desk, usd

STATUSES = {
    "40012345": ("1980-02-29", "overdue"),
    "40023456": ("10002", "current"),
    "40034567": ("85.00", "promotion"),
    "40045678": ("1975-07-14", "deferred"),
    "40056789": ("11201", "disputed"),
    "40167890": ("1985-08-17", "closed"),
    "40134567": ("1972-09-21", "current"),
}


@pytest.mark.parametrize(("number", "answer", "status"), [(key, *value) for key, value in STATUSES.items()])
def test_the_status_is_the_situation(caller: Caller, number: str, answer: str, status: str) -> None:
    caller.verify(number, answer)
    for action in ("account.summary", "account.balance"):
        result = caller.do(action).result
        assert isinstance(result, dict)
        assert result["status"] == status


def test_alice_owes_an_overdue_bill_and_one_that_is_out(alice: Caller) -> None:
    assert alice.do("account.balance").result == {
        "due": usd("240.00"),
        "due_date": date(2026, 12, 6),
        "has_due_date": True,
        "minimum": usd("180.00"),
        "has_minimum": True,
        "overdue": usd("120.00"),
        "has_overdue": True,
        "next_amount": usd("120.00"),
        "next_date": date(2027, 1, 5),
        "has_next_amount": True,
        "has_next_date": True,
        "has_promotion_ends": False,
        "has_deferred_until": False,
        "outstanding": usd("480.00"),
        "paid_up": False,
        "status": "overdue",
    }


def test_who_is_paid_up_owes_nothing_now_but_hears_of_the_next_instalment(caller: Caller) -> None:
    result = caller.verify("40023456", "10002").do("account.balance").result
    assert isinstance(result, dict)
    assert (result["due"], result["paid_up"], result["has_due_date"]) == (usd("0"), True, False)
    assert (result["next_amount"], result["next_date"]) == (usd("95.00"), date(2026, 12, 22))


def test_who_was_given_more_time_hears_until_when(caller: Caller) -> None:
    result = caller.verify("40045678", "1975-07-14").do("account.balance").result
    assert isinstance(result, dict)
    assert result["deferred_until"] == result["due_date"] == date(2026, 12, 4)
    assert result["has_overdue"] is False


def test_the_latest_transactions_come_first(alice: Caller) -> None:
    result = alice.do("account.recent").result
    assert isinstance(result, list)
    dates = [item["date"] for item in result if isinstance(item, dict)]
    assert dates == sorted(dates, reverse=True)  # type: ignore[type-var]
    assert result[0] == {"date": date(2026, 11, 15), "amount": usd("120.00"), "kind": "charge"}


def test_two_plans_are_told_apart(caller: Caller) -> None:
    caller.verify("40112345", "1979-12-12")
    result = caller.do("account.plans").result
    assert isinstance(result, list)
    told = [(item["name"], item["remaining"], item["next_date"]) for item in result if isinstance(item, dict)]
    assert told == [
        ("Sofa", usd("210.00"), date(2026, 12, 4)),
        ("Washing machine", usd("165.00"), date(2026, 12, 10)),
    ]
    summary = caller.do("account.summary").result
    assert isinstance(summary, dict)
    assert summary["plans"] == 2


def test_a_closed_account_has_no_plans(caller: Caller) -> None:
    assert caller.verify("40167890", "1985-08-17").do("account.plans").outcome == "none"


def test_another_account_of_the_same_person_is_another_proof(caller: Caller) -> None:
    caller.verify("40134567", "1972-09-21")
    with pytest.raises(PermissionError):
        caller.do("account.balance", account="40145678")


def test_nothing_is_told_to_who_has_proven_nothing(desk: Desk, caller: Caller) -> None:
    caller.do("identity.claim", account="40012345")
    caller.do("identity.answer", given=Secret("1980-02-29"))
    for action in ("account.summary", "account.balance", "account.recent", "account.plans", "payment.amounts"):
        with pytest.raises(PermissionError):
            caller.do(action, account="40012345")
