"""Calls that pay through Stripe (its client against its stand-in), and what Stripe tells afterwards by webhook."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from stripe import WebhookSignature
from werkzeug.serving import make_server

from ivr.channels.stripe import stripe_blueprint
from ivr.engine.events import HungUp
from ivr.gateways.notices import Notice
from ivr.gateways.payments import Charged
from ivr.gateways.stripe.account import StripeAccount
from ivr.runtime.charging import GIVE_UP_MS
from ivr.runtime.clock import milliseconds, real_now
from ivr.store import effects
from ivr.values import Secret
from ivr.web import create_app
from tests.channels.support import StandIn, config
from tests.runtime.conftest import CALL, Building, Hand
from tests.runtime.till import BRIEF, Till
from tests.support.stripe import KEY, WEBHOOK_SECRET, Server
from tests.support.stripe.faults import Fault

EITHER = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""For what does not hang on the database: a line is built for every test."""


@SQLITE
def test_a_call_pays_through_stripe_once_and_the_charge_leads_back_to_it(till: Till) -> None:
    assert "went through" in till.pay()
    [intent] = till.stripe.intents()
    assert (intent["status"], intent["amount"], intent["currency"]) == ("succeeded", 12150, "usd")
    metadata = intent["metadata"]
    assert isinstance(metadata, dict)
    assert (metadata["call"], metadata["line"]) == (CALL, "harbor")
    assert till.payments == ["succeeded 121.50"]
    for event in till.events():  # what Stripe tells as well changes nothing
        assert till.tell(event) == 200
    assert till.payments == ["succeeded 121.50"]
    assert till.texts("received your payment") == 1


@SQLITE
def test_a_declined_card_is_told_and_nothing_is_charged(till: Till) -> None:
    assert "did not accept this card" in till.pay("tok_insufficient_1")
    assert till.stripe.charged() == []
    assert till.payments == ["declined 121.50"]


@EITHER
def test_a_lost_reply_is_settled_by_the_webhook_without_a_second_charge(till: Till) -> None:
    till.lose_the_reply()
    assert "We are checking it now" in till.pay()
    assert till.payments == ["unknown 121.50"]
    [succeeded] = till.events("payment_intent.succeeded")
    assert till.tell(succeeded) == 200
    assert till.payments == ["succeeded 121.50"]
    assert till.texts("received your payment") == 1
    asked = len(till.stripe.requests)
    till.ask_again()
    assert len(till.stripe.requests) == asked, "what is known is not asked about"
    assert len(till.stripe.charged()) == 1


@SQLITE
def test_a_lost_reply_is_settled_by_the_worker_without_a_second_charge(till: Till) -> None:
    till.lose_the_reply()
    till.pay()
    till.ask_again()
    assert till.payments == ["succeeded 121.50"]
    assert till.texts("received your payment") == 1
    assert len(till.stripe.charged()) == 1


@EITHER
def test_a_webhook_before_our_own_reply_is_booked_books_once(till: Till) -> None:
    till.stripe.faults.add(Fault("confirm", "late", seconds=0.8))
    paying = threading.Thread(target=till.pay)
    paying.start()
    until = time.monotonic() + 5
    while not till.events("payment_intent.succeeded") and time.monotonic() < until:
        time.sleep(0.02)
    assert till.tell(till.events("payment_intent.succeeded")[0]) == 200
    assert till.payments == ["succeeded 121.50"], "the caller need not wait for the reply"
    paying.join()
    assert "went through" in till.hand.said
    assert till.payments == ["succeeded 121.50"]
    assert till.texts("received your payment") == 1


@SQLITE
def test_events_told_twice_and_the_other_way_round_have_one_effect(till: Till) -> None:
    till.pay("tok_processing_1")
    assert till.payments == ["unknown 121.50"]
    till.stripe.resolve(str(till.stripe.intents()[0]["id"]))
    events = till.events()
    assert len(events) == 3
    for event in [*reversed(events), *events]:
        assert till.tell(event) == 200
    assert till.payments == ["succeeded 121.50"]
    assert till.texts("received your payment") == 1
    assert sorted(till.results()) == ["booked", "noted", "noted"]


@SQLITE
def test_a_late_refusal_is_told_by_text_and_another_payment_may_follow(till: Till) -> None:
    till.pay("tok_processing_1")
    till.hand.take(HungUp())
    till.stripe.resolve(str(till.stripe.intents()[0]["id"]), succeeded=False)
    assert till.tell(till.events("payment_failed")[0]) == 200
    assert till.payments == ["declined 121.50"]
    assert till.texts("did not go through") == 1


@SQLITE
def test_a_refusal_never_takes_back_what_was_taken(till: Till) -> None:
    till.pay()
    [succeeded] = till.events("payment_intent.succeeded")
    forged_order = {**succeeded, "id": "evt_late", "type": "payment_intent.payment_failed"}
    assert till.tell(forged_order) == 200
    assert till.payments == ["succeeded 121.50"]


def signed(body: str, secret: str = WEBHOOK_SECRET, age_s: int = 0) -> dict[str, str]:
    return {"Stripe-Signature": WebhookSignature.generate_signature_header(body, secret, int(time.time()) - age_s)}


SUCCEEDED = '{"id": "evt_1", "type": "payment_intent.succeeded", "data": {"object": {}}}'


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, SUCCEEDED),
        ({"Stripe-Signature": "t=1,v1=abc"}, SUCCEEDED),
        ({"Stripe-Signature": "rubbish"}, SUCCEEDED),
        (signed(SUCCEEDED, "whsec_other"), SUCCEEDED),
        (signed(SUCCEEDED), SUCCEEDED + " "),
        (signed(SUCCEEDED, age_s=400), SUCCEEDED),
        (signed("x"), b"\xff"),
        (signed("no json"), "no json"),
    ],
    ids=["none", "wrong", "rubbish", "other secret", "other body", "too old", "no text", "no json"],
)
def test_what_stripe_did_not_sign_is_refused_and_changes_nothing(headers: dict[str, str], body: str) -> None:
    class Deaf:
        def told(self, notice: object) -> str:
            raise AssertionError("it was believed")

    door = create_app(StandIn(), config(), processor=stripe_blueprint(Deaf(), Secret(WEBHOOK_SECRET))).test_client()
    assert door.post("/stripe", data=body, headers=headers).status_code == 400


@SQLITE
def test_an_event_of_somebody_elses_charge_is_taken_and_noted(till: Till) -> None:
    stranger = {"id": "pi_9", "object": "payment_intent", "metadata": {}, "amount_received": 5, "currency": "usd"}
    event = {"id": "evt_9", "type": "payment_intent.succeeded", "data": {"object": stranger}}
    assert till.tell(event) == 200
    assert till.tell({**event, "id": "evt_10", "data": {"object": {**stranger, "metadata": {"key": "x"}}}}) == 200
    assert till.tell({**event, "id": "evt_11", "type": "invoice.paid", "data": None}) == 200
    assert set(till.results()) == {"stranger"}


@SQLITE
def test_an_event_that_cannot_be_booked_is_refused_and_told_again(till: Till) -> None:
    till.lose_the_reply()
    till.pay()
    [event] = till.events("payment_intent.succeeded")

    class Broken:
        def told(self, notice: object) -> str:
            raise OSError("the database is away")

    broken = create_app(StandIn(), config(), processor=stripe_blueprint(Broken(), Secret(WEBHOOK_SECRET)))
    whole, till.door = till.door, broken.test_client()
    assert till.tell(event) == 500
    till.door = whole
    assert till.tell(event) == 200
    assert till.payments == ["succeeded 121.50"]


@SQLITE
def test_an_event_told_again_is_not_even_looked_at(till: Till) -> None:
    notice = Notice("evt_1", "payment_intent.succeeded", "pi_1", "no such key", Charged("succeeded", "pi_1"))
    assert [till.house.late.told(notice) for _ in range(2)] == ["stranger", "repeated"]


@SQLITE
def test_another_amount_than_was_asked_for_is_not_booked_but_looked_into(till: Till) -> None:
    till.lose_the_reply()
    till.pay()
    [event] = till.events("payment_intent.succeeded")
    event["data"]["object"]["amount_received"] = 1  # type: ignore[index]
    assert till.tell(event) == 200
    assert till.payments == ["unknown 121.50"]
    assert len(till.cases()) == 1


@SQLITE
def test_what_stripe_never_got_is_withdrawn_in_time_and_no_late_request_charges(till: Till) -> None:
    till.stripe.faults.add(Fault("confirm", "drop", times=2))
    till.pay()
    assert till.payments == ["unknown 121.50"]
    till.ask_again(GIVE_UP_MS)
    assert till.payments == ["failed 121.50"]
    assert [each["status"] for each in till.stripe.intents()] == ["canceled"]
    assert till.cases() == []


@SQLITE
def test_what_cannot_be_known_in_time_is_a_persons_and_settled_when_it_is_known(till: Till) -> None:
    till.lose_the_reply()
    till.pay()
    till.stripe.faults.add(Fault("*", "503", times=None))
    till.ask_again(GIVE_UP_MS)
    till.ask_again()
    assert till.payments == ["unknown 121.50"]
    [about] = till.cases()
    assert CALL in about
    assert "121.50" in about
    assert till.tell(till.events("payment_intent.succeeded")[0]) == 200
    assert till.payments == ["succeeded 121.50"]
    assert till.cases() == [], "nobody looks for what is known"


@SQLITE
def test_a_stripe_that_is_down_charges_nothing_and_the_caller_hears_of_it(till: Till) -> None:
    till.stripe.close()
    assert "went through" not in till.pay()
    assert till.payments == ["failed 121.50"]
    till.stripe = Server(":memory:")


@SQLITE
def test_a_charge_that_is_older_than_its_key_is_looked_up_and_never_sent_again(till: Till) -> None:
    till.lose_the_reply()
    till.pay()
    till.stripe.advance(24 * 3600 + 60)
    with till.house.database.begin() as connection:
        long_ago = milliseconds(real_now()) - 12 * 3600 * 1000 - 1000
        charge = effects.effects.c.kind == "charge"
        connection.execute(effects.effects.update().where(charge).values(due=0, made=long_ago))
    before = len(till.stripe.requests)
    till.house.effects.drain()
    assert till.payments == ["succeeded 121.50"]
    assert {each.split()[0] for each in till.stripe.requests[before:]} == {"GET"}
    assert len(till.stripe.intents()) == 1


@SQLITE
def test_stripes_own_webhooks_settle_a_call_over_http(building: Building, tmp_path: Path) -> None:
    stripe = Server(tmp_path / "stripe.db")
    house = building(payments=StripeAccount(Secret(KEY), stripe.url, patience=BRIEF).payments)
    app = create_app(StandIn(), config(), processor=stripe_blueprint(house.late, Secret(WEBHOOK_SECRET)))
    web = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=web.serve_forever, daemon=True)
    thread.start()
    stripe.close()
    stripe = Server(
        tmp_path / "stripe.db",
        port=int(stripe.url.rsplit(":", 1)[1]),
        webhook=f"http://127.0.0.1:{web.server_port}/stripe",
    )
    hand = Hand(house)
    hand.verify()
    till = Till(stripe, house, hand, app.test_client())
    till.lose_the_reply()
    till.pay()
    until = time.monotonic() + 8
    while till.payments != ["succeeded 121.50"] and time.monotonic() < until:
        time.sleep(0.05)
    assert till.payments == ["succeeded 121.50"]
    stripe.close()
    web.shutdown()
    thread.join()
