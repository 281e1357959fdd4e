"""Paying by card: offered, charged once, booked whole."""

from __future__ import annotations

import pytest

from ivr.domain.facts import facts
from ivr.domain.refusals import NotOffered, TooMany
from ivr.runtime.action import Ended, Performed, Prepared
from tests.support.business import CARD, Caller, Desk, agreed, usd

UNKNOWN = Performed("unknown", detail="timeout")


def _facts(caller: Caller) -> dict[str, object]:
    found = facts(caller.occasion(), caller.account or "")
    assert found is not None
    return dict(found)


def _prepare(caller: Caller, amount: str) -> Prepared:
    prepared = caller.prepare("payment.charge", card=CARD, amount=usd(amount), agreed=agreed(usd(amount)))
    assert isinstance(prepared, Prepared)
    return prepared


def test_the_amounts_to_choose_from(alice: Caller) -> None:
    assert alice.do("payment.amounts").result == {
        "full": usd("240.00"),
        "minimum": usd("180.00"),
        "has_minimum": True,
        "overdue": usd("120.00"),
        "has_overdue": True,
        "smallest": usd("5.00"),
    }


def test_the_price_names_the_fee(alice: Caller) -> None:
    assert alice.do("payment.price", amount=usd("120.00")).result == {
        "amount": usd("120.00"),
        "fee": usd("1.50"),
        "total": usd("121.50"),
        "has_fee": True,
    }


def test_rent_is_paid_without_a_fee(caller: Caller) -> None:
    result = caller.verify("40134567", "1972-09-21").do("payment.price", amount=usd("1450.00")).result
    assert isinstance(result, dict)
    assert (result["fee"], result["has_fee"]) == (usd("0"), False)


def test_what_is_charged_is_the_total_under_the_cards_ref(alice: Caller) -> None:
    prepared = _prepare(alice, "121.50")
    assert (prepared.kind, prepared.card) == ("charge", "card-ref")
    assert (prepared.payload["amount"], prepared.payload["currency"]) == ("121.50", "USD")


def test_a_payment_is_booked_everywhere_at_once(desk: Desk, alice: Caller) -> None:
    ended = alice.do("payment.charge", card=CARD, amount=usd("121.50"), agreed=agreed(usd("121.50")))
    assert isinstance(ended.result, dict)
    reference = ended.result["reference"]
    assert ended.result == {"reference": reference, "amount": usd("121.50"), "balance": usd("120.00")}
    now = _facts(alice)
    assert (now["status"], now["due"], now["overdue"], now["outstanding"]) == ("current", "120.00", "0.00", "360.00")
    assert (now["payments"], now["last_payment"]) == (["succeeded 121.50"], "120.00")
    receipt = desk.outbox.messages[-1]
    assert (receipt.prompt, receipt.to) == ("text-receipt", "+12025550101")
    assert receipt.values == {
        "amount": usd("121.50"),
        "fee": usd("1.50"),
        "balance": usd("120.00"),
        "reference": reference,
        "last_four": "2345",
        "card": "4242",
        "date": alice.occasion().today,
    }
    recent = alice.do("account.recent").result
    assert isinstance(recent, list)
    assert recent[0] == {"date": alice.occasion().today, "amount": usd("120.00"), "kind": "payment"}


def test_paying_it_all_leaves_nothing_owed(alice: Caller) -> None:
    alice.do("payment.charge", card=CARD, amount=usd("241.50"), agreed=agreed(usd("241.50")))
    assert alice.do("payment.amounts").outcome == "nothing_owed"


@pytest.mark.parametrize("total", ["241.51", "1.50", "5.00", "500.00", "6.49"])
def test_a_total_that_is_no_price_is_not_charged(alice: Caller, total: str) -> None:
    with pytest.raises(NotOffered):
        _prepare(alice, total)


def test_declined_charges_nothing_and_another_card_may_be_tried(desk: Desk, alice: Caller) -> None:
    sent = len(desk.outbox.messages)
    ended = alice.book("payment.charge", _prepare(alice, "121.50"), Performed("declined", detail="insufficient"))
    assert ended.outcome == "declined"
    assert _facts(alice)["due"] == "240.00"
    assert len(desk.outbox.messages) == sent
    assert alice.do("payment.charge", card=CARD, amount=usd("121.50"), agreed=agreed(usd("121.50"))).outcome == "paid"


def test_a_charge_that_was_not_made_is_unavailable(alice: Caller) -> None:
    assert alice.book("payment.charge", _prepare(alice, "121.50"), Performed("failed")).outcome == "unavailable"
    assert _facts(alice)["payments"] == ["failed 121.50"]


@pytest.mark.parametrize("unsettled", [None, UNKNOWN])
def test_while_one_payment_is_unsettled_there_is_no_other(
    desk: Desk, alice: Caller, unsettled: Performed | None
) -> None:
    prepared = _prepare(alice, "121.50")
    if unsettled is not None:
        assert alice.book("payment.charge", prepared, unsettled).outcome == "unknown"
    second = desk.caller().verify("40012345", "1980-02-29")
    for caller in (alice, second):
        assert caller.do("payment.amounts").outcome == "already_in_progress"
        ended = caller.prepare("payment.charge", card=CARD, amount=usd("121.50"), agreed=agreed(usd("121.50")))
        assert isinstance(ended, Ended)
        assert ended.outcome == "already_in_progress"


def test_unknown_becomes_paid_later_and_is_booked_once(desk: Desk, alice: Caller) -> None:
    prepared = _prepare(alice, "121.50")
    alice.book("payment.charge", prepared, UNKNOWN)
    assert desk.outbox.messages[-1].prompt == "text-payment-unknown"
    for _ in range(2):
        assert alice.book("payment.charge", prepared, Performed("succeeded", "ch_9")).outcome == "paid"
    assert _facts(alice)["outstanding"] == "360.00"
    assert [each.prompt for each in desk.outbox.messages].count("text-receipt") == 1


def test_a_success_is_never_taken_back(alice: Caller) -> None:
    prepared = _prepare(alice, "121.50")
    for status in ("succeeded", "declined", "unknown", "failed"):
        assert alice.book("payment.charge", prepared, Performed(status)).outcome == "paid"
    assert _facts(alice)["due"] == "120.00"


def test_money_taken_after_a_refusal_is_booked(alice: Caller) -> None:
    prepared = _prepare(alice, "121.50")
    alice.book("payment.charge", prepared, Performed("failed"))
    assert alice.book("payment.charge", prepared, Performed("succeeded", "ch_9")).outcome == "paid"
    assert _facts(alice)["due"] == "120.00"


def test_unknown_that_was_declined_is_told_by_text(desk: Desk, alice: Caller) -> None:
    prepared = _prepare(alice, "121.50")
    alice.book("payment.charge", prepared, UNKNOWN)
    alice.book("payment.charge", prepared, Performed("declined"))
    assert desk.outbox.messages[-1].prompt == "text-declined"


def test_another_amount_than_the_caller_agreed_to_is_not_charged(alice: Caller) -> None:
    with pytest.raises(NotOffered):
        alice.prepare("payment.charge", card=CARD, amount=usd("241.50"), agreed=agreed(usd("121.50"), usd("1.50")))


def test_cards_are_not_tried_all_day(alice: Caller) -> None:
    for _ in range(5):
        alice.book("payment.charge", _prepare(alice, "121.50"), Performed("declined"))
    with pytest.raises(TooMany):
        _prepare(alice, "121.50")
