"""Stripe's own record, as `ivr reconcile` reads it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ivr.errors import GatewayUnavailable, GatewayUnknown
from ivr.gateways.stripe.account import StripeAccount
from ivr.values import Money, Secret
from tests.gateways.conftest import Ordering
from tests.support.stripe import Server
from tests.support.stripe.faults import Fault
from tests.support.stripe.intents import Intents

PAYS = Secret("tok_ok_1")


def now() -> datetime:
    return datetime.now(UTC)


def test_the_record_tells_what_became_of_every_order(
    stripe: Server, account: StripeAccount, ordering: Ordering
) -> None:
    paid, declined, withdrawn, given_back, contested, pending = orders = [ordering() for _ in range(6)]
    references = {order.key: account.payments.charge(order, PAYS).reference for order in (paid, given_back, contested)}
    account.payments.charge(declined, Secret("tok_declined_1"))
    account.payments.withdraw(withdrawn)
    with pytest.raises(GatewayUnknown):
        account.payments.charge(pending, Secret("tok_processing_1"))
    stripe.contest(references[given_back.key], "refund")
    stripe.contest(references[contested.key], "dispute")

    record = {each.key: each for each in account.record.records(now() - timedelta(hours=1), now() + timedelta(hours=1))}

    assert {each.key: record[each.key].status for each in orders} == {
        paid.key: "succeeded",
        declined.key: "declined",
        withdrawn.key: "canceled",
        given_back.key: "succeeded",
        contested.key: "succeeded",
        pending.key: "pending",
    }
    assert record[paid.key].reference == references[paid.key]
    assert (record[paid.key].amount, record[paid.key].call, record[paid.key].line) == (paid.amount, "CA1", "harbor")
    assert not record[paid.key].refunded
    assert record[given_back.key].refunded == Money.of("121.50", "USD")
    assert [amount for _, amount in record[given_back.key].refunds] == [Money.of("121.50", "USD")]
    assert [each.key for each in record.values() if each.disputed] == [contested.key]


def test_the_record_is_read_to_its_end_page_by_page_each_item_once(stripe: Server, account: StripeAccount) -> None:
    keys = {f"key-{number}" for number in range(120)}
    with stripe.record.begin():
        for key in keys:
            Intents(stripe.record).create({"amount": "500", "currency": "usd", "metadata": {"key": key}}, None)
    found = [each.key for each in account.record.records(now() - timedelta(hours=1), now() + timedelta(hours=1))]
    assert len(found) == 120
    assert set(found) == keys
    assert sum(each == "GET /v1/payment_intents" for each in stripe.requests) == 2


def test_a_period_has_its_beginning_and_not_its_end(stripe: Server, account: StripeAccount, ordering: Ordering) -> None:
    account.payments.charge(ordering(), PAYS)
    made = datetime.fromtimestamp(int(str(stripe.intents()[0]["created"])), UTC)
    second = timedelta(seconds=1)
    assert len(list(account.record.records(made, made + second))) == 1
    assert list(account.record.records(made - second, made)) == []


def test_a_record_that_breaks_off_is_never_taken_for_the_whole(
    stripe: Server, account: StripeAccount, ordering: Ordering
) -> None:
    account.payments.charge(ordering(), PAYS)
    stripe.faults.add(Fault("list", "503"))
    with pytest.raises(GatewayUnavailable):
        list(account.record.records(now() - timedelta(hours=1), now() + timedelta(hours=1)))


def test_what_was_made_by_hand_at_stripe_is_in_the_record_without_a_key(stripe: Server, account: StripeAccount) -> None:
    made = account.payments._reads.create({"amount": 500, "currency": "usd"})
    [found] = account.record.records(now() - timedelta(hours=1), now() + timedelta(hours=1))
    assert (found.key, found.reference, found.status) == ("", made.id, "pending")
