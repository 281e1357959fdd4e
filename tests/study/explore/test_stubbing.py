"""Stubs that do not fit their action are refused in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ivr.engine.advancing import Wanted
from ivr.flow.contracts import Contract, Level
from ivr.flow.types import DATE, MONEY, TIME, record
from ivr.study.explore import StubError, end_of
from ivr.transcript import Stub
from ivr.values import Money
from tests.engine.calls import NOW

LOOK = Contract(
    "look", "Look", ("found", "none"), "found", result=record("owed", {"by": DATE, "at": TIME}, full=MONEY),
    gives=("found",),
)  # fmt: skip
WANTED = Wanted("look", {}, "key", Level.ANONYMOUS, None, outside=False)


def end(**written):
    return end_of(Stub.model_validate(written), WANTED, LOOK, NOW, "USD")


def test_a_result_is_typed_by_the_contract():
    ended = end(do="look", outcome="found", result={"full": "120.00", "by": "2026-12-10"})
    assert ended.result == {"full": Money(Decimal("120.00"), "USD"), "by": date(2026, 12, 10)}


def test_what_is_proven_lasts_the_call():
    ended = end(do="look", outcome="none", proves={"level": "verified", "account": "40012345"})
    assert ended.grant is not None
    assert ended.grant.level is Level.VERIFIED
    assert (ended.grant.until - NOW).days > 365


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"do": "other", "outcome": "found"}, "does look, where its stubs have other"),
        ({"do": "look", "outcome": "lost"}, "has no outcome 'lost'"),
        ({"do": "look", "outcome": "found"}, "gives a result"),
        ({"do": "look", "outcome": "found", "result": {"by": "2026-12-10"}}, "gives full, too"),
        ({"do": "look", "outcome": "found", "result": {"full": "much"}}, "'full' of look: 'much'"),
        ({"do": "look", "outcome": "found", "result": {"full": "1.00", "at": "2026-12-10T10:00:00"}}, "its offset"),
        ({"do": "look", "outcome": "found", "result": {"full": "1.00", "sum": "2"}}, "gives no 'sum'"),
        ({"do": "look", "outcome": "found", "result": ({"full": "1.00"},)}, "gives one record"),
    ],
)
def test_a_stub_that_does_not_fit_is_refused_in_words(written, words):
    with pytest.raises(StubError, match=words):
        end(**written)
