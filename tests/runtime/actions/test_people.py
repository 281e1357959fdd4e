"""Reaching a person: cases, call-backs, hours, queues."""

from __future__ import annotations

from datetime import datetime

import pytest

from ivr.domain.promises import Handoff
from ivr.domain.references import is_reference
from ivr.domain.refusals import NoSuchQueue, TooMany
from tests.support.business import NOW, ZONE, Caller, Desk

EVENING = datetime(2026, 11, 24, 21, 0, tzinfo=ZONE)


def test_a_case_has_a_number_that_leads_back_to_it(desk: Desk, alice: Caller) -> None:
    result = alice.do("case.open", kind="dispute", about="a charge I did not make").result
    assert isinstance(result, dict)
    number = str(result["number"])
    assert is_reference(number)
    case = desk.books.cases.by_number(number)
    assert case is not None
    assert (case.kind, case.status, case.account) == ("dispute", "open", "demo-40012345")


def test_anyone_may_ask_to_be_called_back(desk: Desk, caller: Caller) -> None:
    result = caller.do("callback.request", phone="+12025550177", about="my bill").result
    assert isinstance(result, dict)
    case = desk.books.cases.by_number(str(result["number"]))
    assert case is not None
    assert (case.kind, case.phone, case.account, case.about) == ("callback", "+12025550177", None, "my bill")


def test_a_verified_callers_wish_knows_their_account(desk: Desk, alice: Caller) -> None:
    alice.do("callback.request", phone="+12025550177")
    (case,) = desk.books.cases.of("demo-40012345")
    assert case.kind == "callback"


def test_asking_again_for_the_same_number_is_the_same_case(desk: Desk) -> None:
    first, second = (desk.caller().do("callback.request", phone="+12025550177").result for _ in range(2))
    assert first == second


def test_one_caller_cannot_have_many_called(desk: Desk) -> None:
    for number in range(3):
        desk.caller().do("callback.request", phone=f"+1202555017{number}")
    with pytest.raises(TooMany):
        desk.caller().do("callback.request", phone="+12025550179")
    withheld = desk.caller(caller=None)
    for number in range(2):
        withheld.do("callback.request", phone=f"+1202555018{number}")
    with pytest.raises(TooMany):
        withheld.do("callback.request", phone="+12025550189")


def test_open_hours_say_until_when(caller: Caller) -> None:
    ended = caller.do("hours.check", queue="support")
    assert ended.outcome == "open"
    assert ended.result == {"has_opens": False, "has_closes": True, "closes": datetime(2026, 11, 24, 20, tzinfo=ZONE)}


def test_closed_hours_say_from_when(desk: Desk) -> None:
    ended = desk.caller(now=EVENING).do("hours.check", queue="support")
    assert ended.outcome == "closed"
    assert ended.result == {"has_opens": True, "opens": datetime(2026, 11, 25, 8, tzinfo=ZONE), "has_closes": False}


def test_a_queue_nobody_wrote_down_is_refused(caller: Caller) -> None:
    with pytest.raises(NoSuchQueue):
        caller.do("hours.check", queue="suport")


def _waits(desk: Desk, number: int) -> None:
    desk.books.handoffs.put(
        Handoff(f"CA-wait-{number}", "payments", NOW, "en-US", "anonymous", "", "", wanted="", done="")
    )


def test_who_may_wait_in_a_queue(desk: Desk, caller: Caller) -> None:
    assert caller.do("queue.enter", queue="payments", about="pay").outcome == "open"
    assert desk.caller(now=EVENING).do("queue.enter", queue="payments").outcome == "closed"
    for number in range(10):
        _waits(desk, number)
    assert caller.do("queue.enter", queue="payments").outcome == "full"
    desk.books.handoffs.set_staffed("payments", staffed=False)
    assert caller.do("queue.enter", queue="payments").outcome == "no_agents"
    desk.books.handoffs.set_staffed("payments", staffed=True)
    assert caller.do("queue.enter", queue="payments").outcome == "full"
