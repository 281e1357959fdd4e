"""The stand-in processor's record: what it charged, when, under which key; in pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ivr.errors import GatewayUnknown
from ivr.gateways.payments import Order, Recorded, StandInPayments
from ivr.store.shelf import DatabaseShelf
from ivr.values import Money, Secret
from tests.support.business import memory_database

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
ALL = (AT - timedelta(days=1), AT + timedelta(days=1))


def test_the_record_tells_what_was_asked_and_what_came_of_it() -> None:
    gateway = StandInPayments(DatabaseShelf(memory_database(), page=2), clock=lambda: AT)
    metadata = {"call": "CA1", "line": "harbor"}
    gateway.charge(Order("one", Money.of("121.50", "USD"), metadata, 0), Secret("tok_ok_1"))
    gateway.charge(Order("two", Money.of("500", "JPY"), {}, 0), Secret("tok_declined_1"))
    with pytest.raises(GatewayUnknown):
        gateway.charge(Order("three", Money.of("1.234", "KWD"), metadata, 0), Secret("tok_unknown_1"))
    gateway.charge(Order("one", Money.of("121.50", "USD"), metadata, 0), Secret("tok_ok_1"))

    found = list(gateway.records(*ALL))

    assert [(each.key, str(each.amount), each.status) for each in found] == [
        ("one", "121.50 USD", "succeeded"),
        ("two", "500 JPY", "declined"),
        ("three", "1.234 KWD", "succeeded"),
    ]
    assert [(each.call, each.line) for each in found] == [("CA1", "harbor"), ("", ""), ("CA1", "harbor")]
    assert {each.at for each in found} == {AT}
    assert len({each.reference for each in found}) == 3


def test_the_record_is_of_a_period_from_its_beginning_and_without_its_end() -> None:
    gateway = StandInPayments(DatabaseShelf(memory_database()), clock=lambda: AT)
    gateway.charge(Order("one", Money.of("1.00", "USD"), {}, 0), Secret("tok_ok_1"))
    assert [each.key for each in gateway.records(AT, ALL[1])] == ["one"]
    assert list(gateway.records(ALL[0], AT)) == []


def test_a_withdrawn_order_is_never_charged_by_a_request_that_comes_late() -> None:
    gateway = StandInPayments(DatabaseShelf(memory_database()), clock=lambda: AT)
    order = Order("one", Money.of("1.00", "USD"), {}, 0)
    assert gateway.withdraw(order) is None
    assert gateway.charge(order, Secret("tok_ok_1")).status == "declined"
    assert [each.status for each in gateway.records(*ALL)] == ["canceled"]


def test_what_was_charged_cannot_be_withdrawn() -> None:
    gateway = StandInPayments(DatabaseShelf(memory_database()), clock=lambda: AT)
    order = Order("one", Money.of("1.00", "USD"), {}, 0)
    gateway.charge(order, Secret("tok_ok_1"))
    found = gateway.withdraw(order)
    assert found is not None
    assert found.status == "succeeded"


def test_an_item_is_dated_with_its_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        Recorded("k", "ch_1", Money.of("1.00", "USD"), "succeeded", datetime(2026, 11, 24))  # noqa: DTZ001
