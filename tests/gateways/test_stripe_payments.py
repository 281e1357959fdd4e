"""Charging through Stripe: once, whatever is lost on the way; and what is not known is not guessed."""

from __future__ import annotations

import logging
import threading
import time

import pytest

from ivr.errors import GatewayRefused, GatewayUnavailable, GatewayUnknown
from ivr.gateways.payments import KEY_LIFE_MS, Charged, Order
from ivr.gateways.stripe.account import StripeAccount
from ivr.gateways.stripe.connection import Connection
from ivr.gateways.stripe.payments import StripePayments
from ivr.values import Secret
from tests.gateways.conftest import BRIEF, Ordering
from tests.support.stripe import KEY, Server
from tests.support.stripe.faults import Fault

PAYS, DAY_S = Secret("tok_ok_1"), 24 * 3600


def paid(stripe: Server, order: Order) -> int:
    """How often the order was charged."""
    return len(stripe.charged(order.key))


def test_a_charge_says_what_it_is_for_and_leads_back_to_the_call(
    stripe: Server, account: StripeAccount, ordering: Ordering
) -> None:
    order = ordering()
    charged = account.payments.charge(order, PAYS)
    [intent] = stripe.intents()
    assert charged == Charged("succeeded", str(intent["id"]))
    assert (intent["amount"], intent["currency"], intent["status"]) == (12150, "usd", "succeeded")
    assert intent["metadata"] == {"key": order.key, "call": "CA1", "line": "harbor", "reference": "KW4729R"}
    assert "KW4729R" in str(intent["description"])


def test_the_same_order_again_is_the_same_charge(stripe: Server, account: StripeAccount, ordering: Ordering) -> None:
    order = ordering()
    assert account.payments.charge(order, PAYS) == account.payments.charge(order, PAYS)
    assert paid(stripe, order) == 1


def test_many_at_once_charge_once(stripe: Server, account: StripeAccount, ordering: Ordering) -> None:
    order = ordering()
    came: list[object] = []

    def charge() -> None:
        try:
            came.append(account.payments.charge(order, PAYS).status)
        except GatewayUnknown:
            came.append("unknown")

    threads = [threading.Thread(target=charge) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert paid(stripe, order) == 1
    assert set(came) <= {"succeeded", "unknown"}
    assert account.payments.find(order) == Charged("succeeded", str(stripe.charged()[0]["id"]))


@pytest.mark.parametrize(
    ("token", "detail"),
    [
        ("tok_declined_1", "generic_decline"),
        ("tok_insufficient_1", "insufficient_funds"),
        ("tok_stolen_1", "generic_decline"),
        ("tok_action_1", "authentication_required"),
        ("pm_card_chargeDeclined", "generic_decline"),
        ("nonsense", "resource_missing"),
    ],
)
def test_a_declined_card_is_told_as_far_as_its_holder_may_know(
    stripe: Server, account: StripeAccount, ordering: Ordering, token: str, detail: str
) -> None:
    order = ordering()
    charged = account.payments.charge(order, Secret(token))
    assert (charged.status, charged.detail) == ("declined", detail)
    assert charged.reference == stripe.intents()[0]["id"]
    assert paid(stripe, order) == 0


def test_a_declined_order_again_is_the_same_decline_and_the_bank_is_not_asked_twice(
    stripe: Server, account: StripeAccount, ordering: Ordering
) -> None:
    order = ordering()
    first = account.payments.charge(order, Secret("tok_declined_1"))
    assert account.payments.charge(order, Secret("tok_declined_1")) == first
    with stripe.record.begin():
        assert len(stripe.record.newest("charge", None, 0, 2**40, 10)) == 1


@pytest.mark.parametrize("kind", ["lose", "500-after", "drop"])
@pytest.mark.parametrize("operation", ["create", "confirm"])
def test_what_fails_on_the_way_is_charged_once_and_known_at_once(
    stripe: Server, account: StripeAccount, ordering: Ordering, operation: str, kind: str
) -> None:
    order = ordering()
    stripe.faults.add(Fault(operation, kind))
    if (operation, kind) == ("create", "500-after"):  # the 500 is kept under the key: nothing can ever come of it
        with pytest.raises(GatewayUnavailable):
            account.payments.charge(order, PAYS)
        assert account.payments.withdraw(order) is None
        assert paid(stripe, order) == 0
        return
    assert account.payments.charge(order, PAYS).status == "succeeded"
    assert paid(stripe, order) == 1


def test_a_bank_that_takes_too_long_is_unknown_and_found_when_it_has_answered(
    stripe: Server, account: StripeAccount, ordering: Ordering
) -> None:
    order = ordering()
    stripe.faults.add(Fault("confirm", "slow", seconds=2.5))
    with pytest.raises(GatewayUnknown):
        account.payments.charge(order, PAYS)
    assert account.payments.find(order) is None
    until = time.monotonic() + 5
    while account.payments.find(order) is None and time.monotonic() < until:
        time.sleep(0.2)
    assert account.payments.find(order) == Charged("succeeded", str(stripe.charged()[0]["id"]))


def test_a_lost_reply_is_unknown_when_stripe_cannot_be_asked_either_and_settled_later(
    stripe: Server, account: StripeAccount, ordering: Ordering
) -> None:
    order = ordering()
    stripe.faults.add(Fault("confirm", "lose", times=2))
    stripe.faults.add(Fault("retrieve", "drop", times=2))
    with pytest.raises(GatewayUnknown):
        account.payments.charge(order, PAYS)
    found = account.payments.find(order)
    assert found is not None
    assert found.status == "succeeded"
    assert paid(stripe, order) == 1


def test_what_was_withdrawn_is_not_charged_by_a_request_that_comes_late(
    stripe: Server, account: StripeAccount, ordering: Ordering
) -> None:
    order = ordering()
    assert account.payments.withdraw(order) is None
    late = account.payments.charge(order, PAYS)
    assert (late.status, late.detail) == ("declined", "canceled")
    assert account.payments.withdraw(order) is None
    assert paid(stripe, order) == 0


def test_what_was_charged_cannot_be_withdrawn(stripe: Server, account: StripeAccount, ordering: Ordering) -> None:
    order = ordering()
    charged = account.payments.charge(order, PAYS)
    assert account.payments.withdraw(order) == charged
    assert paid(stripe, order) == 1


def test_a_withdrawal_whose_reply_is_lost_is_known_all_the_same(
    stripe: Server, account: StripeAccount, ordering: Ordering
) -> None:
    stripe.faults.add(Fault("cancel", "lose"))
    assert account.payments.withdraw(ordering()) is None
    assert [each["status"] for each in stripe.intents()] == ["canceled"]


def test_a_payment_under_way_at_stripe_is_unknown_until_it_ends(
    stripe: Server, account: StripeAccount, ordering: Ordering
) -> None:
    order = ordering()
    with pytest.raises(GatewayUnknown):
        account.payments.charge(order, Secret("tok_processing_1"))
    with pytest.raises(GatewayUnknown):
        account.payments.withdraw(order)
    stripe.resolve(str(stripe.intents()[0]["id"]))
    found = account.payments.find(order)
    assert found is not None
    assert found.status == "succeeded"


def test_an_order_older_than_its_key_is_looked_up_and_no_second_intent_is_made(
    stripe: Server, account: StripeAccount, ordering: Ordering
) -> None:
    for _ in range(3):
        account.payments.charge(ordering(), PAYS)
    order = ordering(age_s=KEY_LIFE_MS // 1000 + 10)
    charged = account.payments.charge(order, PAYS)
    stripe.advance(DAY_S + 1)  # Stripe has forgotten the key: to ask under it would make a new intent
    assert account.payments.find(order) == charged
    assert account.payments.withdraw(order) == charged
    assert len(stripe.intents()) == 4


def test_an_old_order_that_never_came_to_stripe_is_not_made(
    stripe: Server, account: StripeAccount, ordering: Ordering
) -> None:
    order = ordering(age_s=KEY_LIFE_MS // 1000 + 10)
    assert account.payments.find(order) is None
    assert account.payments.withdraw(order) is None
    assert stripe.intents() == []


def test_stripe_that_is_not_reached_charged_nothing(account: StripeAccount, stripe: Server, ordering: Ordering) -> None:
    stripe.close()
    with pytest.raises(GatewayUnavailable):
        account.payments.charge(ordering(), PAYS)


def test_only_who_never_had_a_connection_may_say_that_nothing_was_charged(stripe: Server, ordering: Ordering) -> None:
    """The first request is swallowed, the second finds nobody there: together they know nothing."""
    stripe.faults.add(Fault("confirm", "lose"))
    stripe.faults.add(Fault("retrieve", "drop"))
    payments = StripePayments(Connection(Secret(KEY), stripe.url, BRIEF), sleep=lambda _: stripe.close())
    with pytest.raises(GatewayUnknown):
        payments.charge(ordering(), PAYS)


@pytest.mark.parametrize("kind", ["429", "503"])
def test_a_stripe_that_has_no_time_is_asked_once_more(
    stripe: Server, account: StripeAccount, ordering: Ordering, kind: str
) -> None:
    stripe.faults.add(Fault("confirm", kind))
    order = ordering()
    assert account.payments.charge(order, PAYS).status == "succeeded"
    assert paid(stripe, order) == 1


def test_a_wrong_key_charges_nothing_and_is_not_shown(
    stripe: Server, ordering: Ordering, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = StripeAccount(Secret("sk_test_wrong_and_secret"), stripe.url)
    with pytest.raises(GatewayUnavailable) as raised:
        wrong.payments.charge(ordering(), Secret("tok_secret_1"))
    assert "AuthenticationError" in caplog.text
    for shown in (caplog.text, str(raised.value)):
        assert "sk_test" not in shown
        assert "tok_secret" not in shown


def test_no_card_and_no_key_is_logged_whatever_stripe_says(
    stripe: Server, account: StripeAccount, ordering: Ordering, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    account.payments.charge(ordering(), Secret("nonsense_secret"))
    account.payments.charge(ordering(), Secret("tok_declined_secret"))
    assert "secret" not in caplog.text


def test_another_amount_under_the_same_key_is_unknown_and_charges_no_more(
    stripe: Server, account: StripeAccount, ordering: Ordering
) -> None:
    order = ordering("10.00")
    account.payments.charge(order, PAYS)
    with pytest.raises(GatewayUnknown):
        account.payments.charge(ordering("20.00", key=order.key), PAYS)
    assert paid(stripe, order) == 1


def test_an_amount_stripe_does_not_take_is_refused(account: StripeAccount, ordering: Ordering) -> None:
    with pytest.raises(GatewayRefused):
        account.payments.charge(ordering("0.01"), PAYS)


def test_a_used_token_says_nothing_of_this_order(stripe: Server, account: StripeAccount, ordering: Ordering) -> None:
    first, second = ordering(), ordering()
    account.payments.charge(first, Secret("tok_once_1"))
    with pytest.raises(GatewayUnknown):
        account.payments.charge(second, Secret("tok_once_1"))
    assert account.payments.withdraw(second) is None
