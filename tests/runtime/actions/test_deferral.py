"""More time: who may have it, what it costs, what it changes, and the code that confirms it."""

from __future__ import annotations

from datetime import date

import pytest

from ivr.domain.facts import facts
from ivr.domain.refusals import NotOffered
from ivr.flow.types import Consent
from ivr.values import Money, Secret
from tests.support.business import Caller, Desk, agreed, other_code, usd

WHY_NOT = {
    "40023456": ("10002", "nothing_due"),
    "40056789": ("11201", "disputed"),
    "40167890": ("1985-08-17", "closed"),
    "40178901": ("1999-04-23", "too_new"),
    "40189012": ("1994-02-02", "too_often"),
}
VALUES = {"days": "14", "new_date": "2026-12-20", "cost": "5.00 USD", "amount": "240.00 USD"}


def _request(
    caller: Caller, days: int, new_date: date, cost: Money, amount: str = "240.00", heard: Consent | None = None
) -> tuple[str, object]:
    ended = caller.do(
        "deferral.request",
        days=days,
        reason="income",
        new_date=new_date,
        cost=cost,
        amount=usd(amount),
        agreed=heard or agreed(new_date, cost),
    )
    return ended.outcome, ended.result


def test_who_may_have_more_time_hears_how_long(alice: Caller) -> None:
    ended = alice.do("deferral.check")
    assert ended.outcome == "eligible"
    assert isinstance(ended.result, dict)
    told = {name: ended.result[name] for name in ("due", "due_date", "shortest", "longest")}
    assert told == {"due": usd("240.00"), "due_date": date(2026, 12, 6), "shortest": 7, "longest": 30}


@pytest.mark.parametrize(("number", "answer", "reason"), [(key, *value) for key, value in WHY_NOT.items()])
def test_who_may_not_hears_why(caller: Caller, number: str, answer: str, reason: str) -> None:
    caller.verify(number, answer)
    ended = caller.do("deferral.check")
    assert ended.outcome == "not_eligible"
    assert isinstance(ended.result, dict)
    assert ended.result["reason"] == reason
    assert _request(caller, 7, date(2026, 12, 1), usd("0"))[0] == "not_eligible"


def test_overdue_too_long_is_too_late(caller: Caller) -> None:
    question = caller.do("identity.claim", account="40190123").result
    assert isinstance(question, dict)
    answers = {"birth_date": "1958-12-03", "postcode": "12207", "last_payment": "140.00"}
    caller.verify("40190123", answers[str(question["question"])])
    result = caller.do("deferral.check").result
    assert isinstance(result, dict)
    assert result["reason"] == "too_late"


@pytest.mark.parametrize(
    ("number", "answer", "status"), [("40045678", "1975-07-14", "granted"), ("40156789", "1966-06-16", "referred")]
)
def test_asking_again_tells_the_status(caller: Caller, number: str, answer: str, status: str) -> None:
    ended = caller.verify(number, answer).do("deferral.check")
    assert ended.outcome == "already_asked"
    assert isinstance(ended.result, dict)
    assert ended.result["status"] == status
    assert ended.result["has_case"] is (status == "referred")
    assert ended.result["has_new_date"] is (status == "granted")


@pytest.mark.parametrize(
    ("days", "new_date", "cost"),
    [(7, date(2026, 12, 13), "0"), (14, date(2026, 12, 20), "5.00"), (30, date(2027, 1, 5), "7.40")],
)
def test_the_terms_count_from_the_bill_and_cost_by_length(alice: Caller, days: int, new_date: date, cost: str) -> None:
    assert alice.do("deferral.offer", days=days).result == {
        "days": days,
        "new_date": new_date,
        "cost": usd(cost),
        "has_cost": cost != "0",
        "amount": usd("240.00"),
        "referred": False,
    }


@pytest.mark.parametrize("days", [31, 0, -3])
def test_longer_than_the_longest_is_too_long(alice: Caller, days: int) -> None:
    assert alice.do("deferral.offer", days=days).outcome == "too_long"


def test_granted_moves_what_is_due_and_bills_the_cost(desk: Desk, alice: Caller) -> None:
    outcome, result = _request(alice, 14, date(2026, 12, 20), usd("5.00"))
    assert outcome == "granted"
    assert isinstance(result, dict)
    assert (result["new_date"], result["has_case"]) == (date(2026, 12, 20), False)
    now = facts(alice.occasion(), "40012345")
    assert now is not None
    told = (now["status"], now["due"], now["due_date"], now["overdue"], now["outstanding"])
    assert told == ("deferred", "245.00", "2026-12-20", "0.00", "485.00")
    message = desk.outbox.messages[-1]
    assert (message.prompt, message.values["new_date"]) == ("text-deferral", date(2026, 12, 20))
    assert alice.do("deferral.check").outcome == "already_asked"
    assert _request(alice, 14, date(2026, 12, 20), usd("5.00"))[0] == "not_eligible"


def test_a_large_amount_is_referred_to_a_person(desk: Desk, caller: Caller) -> None:
    caller.verify("40134567", "1972-09-21")
    terms = caller.do("deferral.offer", days=7).result
    assert isinstance(terms, dict)
    assert terms["referred"] is True
    outcome, result = _request(caller, 7, date(2026, 12, 8), usd("0"), str(terms["amount"]).split()[0])
    assert outcome == "referred"
    assert isinstance(result, dict)
    assert desk.books.cases.by_number(str(result["case"])) is not None
    assert desk.outbox.messages[-1].prompt == "text-deferral-referred"
    now = facts(caller.occasion(), "40134567")
    assert now is not None
    assert (now["due_date"], now["cases"]) == ("2026-12-01", ["deferral open"])


@pytest.mark.parametrize(
    ("days", "new_date", "cost"),
    [(14, date(2026, 12, 21), "5.00"), (14, date(2026, 12, 20), "0"), (31, date(2027, 1, 6), "5.00")],
)
def test_terms_that_are_not_offered_are_not_granted(alice: Caller, days: int, new_date: date, cost: str) -> None:
    with pytest.raises(NotOffered):
        _request(alice, days, new_date, usd(cost))


def test_other_terms_than_the_caller_agreed_to_are_not_granted(alice: Caller) -> None:
    with pytest.raises(NotOffered):
        _request(alice, 14, date(2026, 12, 20), usd("5.00"), heard=agreed(date(2026, 12, 13), usd("5.00")))
    with pytest.raises(NotOffered):
        _request(alice, 14, date(2026, 12, 20), usd("5.00"), amount="120.00")


# -- the code that confirms it


def test_the_confirmation_names_account_amount_date_and_cost(desk: Desk, alice: Caller) -> None:
    assert alice.do("confirmation.send", action="deferral.request", values=dict(VALUES)).outcome == "sent"
    message = desk.outbox.messages[-1]
    assert (message.prompt, message.to) == ("text-confirm-deferral-request", "+12025550101")
    said = {name: message.values[name] for name in ("last_four", "amount", "days", "new_date", "cost")}
    assert said == {
        "last_four": "2345",
        "amount": usd("240.00"),
        "days": 14,
        "new_date": date(2026, 12, 20),
        "cost": usd("5.00"),
    }


def test_the_right_code_confirms_exactly_these_values(alice: Caller) -> None:
    alice.do("confirmation.send", action="deferral.request", values=dict(VALUES))
    code = alice.code()
    other = {**VALUES, "days": "30"}
    assert alice.do("confirmation.check", action="deferral.request", values=other, given=code).outcome == "wrong"
    ended = alice.do("confirmation.check", action="deferral.request", values=dict(VALUES), given=code)
    assert ended.outcome == "right"
    assert ended.confirmation is not None
    assert (ended.confirmation.action, ended.confirmation.account) == ("deferral.request", "40012345")
    assert ended.confirmation.values == VALUES


def test_the_code_that_verified_confirms_nothing(alice: Caller) -> None:
    code = alice.code()
    alice.do("confirmation.send", action="deferral.request", values=dict(VALUES))
    given = code if code != alice.code() else other_code(code)
    assert (
        alice.do("confirmation.check", action="deferral.request", values=dict(VALUES), given=given).outcome == "wrong"
    )


def test_confirmations_are_counted_too(alice: Caller) -> None:
    outcomes = [alice.do("confirmation.send", action="deferral.request", values=dict(VALUES)).outcome for _ in range(6)]
    assert outcomes == ["sent"] * 5 + ["used_up"]
    wrong = Secret("x")
    tries = [
        alice.do("confirmation.check", action="deferral.request", values=dict(VALUES), given=wrong).outcome
        for _ in range(3)
    ]
    assert tries == ["wrong", "wrong", "used_up"]


def test_the_confirmation_goes_where_the_first_code_went(desk: Desk, caller: Caller) -> None:
    caller.do("identity.claim", account="40012345")
    caller.do("identity.answer", given=Secret("1980-02-29"))
    caller.do("otp.send", channel="email")
    caller.do("otp.check", given=caller.code())
    caller.do("confirmation.send", action="deferral.request", values=dict(VALUES))
    assert desk.outbox.messages[-1].to == "alice@example.com"
