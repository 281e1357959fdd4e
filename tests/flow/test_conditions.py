"""Conditions compare a flow's variables, and never guess."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.flow.conditions import Compiled, Misread, compile_condition, names
from ivr.flow.faults import ConditionFault
from ivr.flow.types import (
    BOOLEAN,
    CARD,
    CONSENT,
    DATE,
    MONEY,
    NUMBER,
    PERCENT,
    TEXT,
    TIME,
    Card,
    Choice,
    ListOf,
    Type,
    Value,
    record,
)
from ivr.values import Money

TYPES: Mapping[str, Type] = {
    "owed": record("owed", {"due_date": DATE, "minimum": MONEY}, overdue=MONEY),
    "plan": record("plan", kind=Choice("kind", ("instalment", "one_off"))),
    "recent": ListOf(record("transaction", amount=MONEY)),
    "call": record("call", {"from": TEXT}, today=DATE, now=TIME),
    "rate": PERCENT,
    "tries": NUMBER,
    "agreed": CONSENT,
    "card": CARD,
    "sure": BOOLEAN,
}
TODAY = date(2026, 3, 5)


def holds(text: str, **scope: Value) -> bool:
    return compile_condition(text, TYPES).holds(scope)


def misread(text: str) -> Misread:
    with pytest.raises(Misread) as caught:
        compile_condition(text, TYPES)
    return caught.value


@pytest.mark.parametrize(
    ("text", "scope", "expected"),
    [
        ("owed.overdue > 50.00", {"owed": {"overdue": Money.of("50.01", "USD")}}, True),
        ("owed.overdue > 50.00", {"owed": {"overdue": Money.of("50.00", "USD")}}, False),
        ("plan.kind == 'instalment'", {"plan": {"kind": "instalment"}}, True),
        ("plan.kind in ['one_off', 'instalment']", {"plan": {"kind": "instalment"}}, True),
        ("'one_off' != plan.kind", {"plan": {"kind": "one_off"}}, False),
        ("recent.count >= 2", {"recent": [{}, {}]}, True),
        ("recent.count == 0", {"recent": []}, True),
        ("tries > -1 && !sure", {"tries": 0, "sure": False}, True),
        ("rate <= 4.5", {"rate": Decimal("4.5")}, True),
        ("card.last_four == '4242'", {"card": Card("r", "visa", "4242")}, True),
        (
            "owed.due_date < call.today + days(14)",
            {"owed": {"due_date": date(2026, 3, 18)}, "call": {"today": TODAY}},
            True,
        ),
        (
            "owed.due_date < call.today + days(14)",
            {"owed": {"due_date": date(2026, 3, 19)}, "call": {"today": TODAY}},
            False,
        ),
        ("owed.has_minimum && owed.minimum > 1.00", {"owed": {"has_minimum": False}}, False),
    ],
)
def test_it_compares(text: str, scope: dict[str, Value], expected: bool) -> None:
    assert holds(text, **scope) is expected


def test_a_moment_is_the_same_moment_in_every_zone() -> None:
    now = datetime(2026, 3, 5, 22, 0, tzinfo=ZoneInfo("America/New_York"))
    assert holds("call.now > call.today", call={"now": now, "today": TODAY})
    assert holds("call.now > call.today + days(1)", call={"now": now, "today": TODAY})  # 03:00 UTC of the sixth


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("owed.due_date < call.today", {"owed": {}, "call": {"today": TODAY}}),
        ("sure", {}),
        ("owed.minimum > 1.00 && sure", {"owed": {}, "sure": True}),
    ],
)
def test_what_is_not_there_is_a_fault_and_never_a_branch(text: str, scope: dict[str, Value]) -> None:
    with pytest.raises(ConditionFault):
        holds(text, **scope)


@pytest.mark.parametrize(
    ("text", "rule", "at", "remedy"),
    [
        ("owed.overdue > 50", "condition", 13, "50.00"),
        ("tries > 1.0", "condition", 6, "whole numbers"),
        ("owed.overdeu > 0.00", "unknown-variable", 0, "'owed.overdue'"),
        ("plan.kind == 'instalmnet'", "unknown-word", 13, "'instalment'"),
        ("plan.kind in ['one_off', 'x']", "unknown-word", 25, "instalment, one_off"),
        ("tries + 1 > 3", "condition", 6, "compare"),
        ("sure ? sure : sure", "condition", 5, "compare"),
        ("tries.size() > 1", "condition", 0, "days(14)"),
        ("sure = true", "condition", 5, "'=='"),
        ("sure and sure", "condition", 5, "'&&'"),
        ("$sure", "condition", 0, "'sure'"),
        ("owed == owed", "condition", 0, "owed.overdue"),
        ("agreed == 'x'", "condition", 0, ""),
        ("tries", "condition", 0, "compare it"),
        ("1 == 1", "condition", 0, "variable"),
        ("sure ||", "condition", 6, "write it as"),
        ("", "condition", 0, ""),
        ("sure; drop", "condition", 4, ""),
        ("sure && " * 200 + "sure", "condition", 0, "split"),
    ],
)
def test_what_cannot_be_told_is_refused(text: str, rule: str, at: int, remedy: str) -> None:
    wrong = misread(text)
    assert (wrong.rule, wrong.at) == (rule, at), wrong
    assert remedy in wrong.remedy


def test_the_names_of_its_variables() -> None:
    assert names("owed.due_date < call.today + days(14) && !sure") == ("owed.due_date", "call.today", "sure")


def test_threads_share_a_condition() -> None:
    condition = compile_condition("tries > 2", TYPES)
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda tries: condition.holds({"tries": tries}), range(2000)))
    assert told == [tries > 2 for tries in range(2000)]


cents = st.integers(-10_000_000, 10_000_000)


@given(cents, cents)
def test_amounts_compare_to_the_cent(one: int, other: int) -> None:
    amount, limit = Money.minor(one, "USD"), Decimal(other).scaleb(-2)
    for sign, expected in (("<", one < other), ("==", one == other), (">=", one >= other)):
        assert holds(f"owed.overdue {sign} {limit:.2f}", owed={"overdue": amount}) is expected


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400), st.integers(-400, 400))
def test_days_are_days(today: date, ahead: int, difference: int) -> None:
    scope: dict[str, Value] = {"owed": {"due_date": today + timedelta(days=difference)}, "call": {"today": today}}
    assert holds(f"owed.due_date <= call.today + days({ahead})", **scope) is (difference <= ahead)


@given(st.text(alphabet="abco.wed_ ()!&|=<>'\"0123456789[],+-*/?:$%in", max_size=40))
def test_any_text_is_a_condition_or_misread(text: str) -> None:
    told = read(text)
    assert 0 <= told.at <= len(text) if isinstance(told, Misread) else told.names


def read(text: str) -> Compiled | Misread:
    try:
        return compile_condition(text, TYPES)
    except Misread as wrong:
        return wrong
