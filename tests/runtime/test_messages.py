"""Receipts and confirmations reach Twilio at least once and are looked for before they are sent again; codes at most
once. The client is the real one; Twilio is on this machine and loses answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from click.testing import CliRunner

from ivr.cli import main
from ivr.domain.keys import Keys
from ivr.gateways.codes import VerifyCodes
from ivr.gateways.texts import TwilioTexts
from ivr.runtime.carrying import LIFE_MS, LOOK_EVERY_MS, Carrier
from ivr.runtime.clock import milliseconds, real_now
from ivr.runtime.delivering import told
from ivr.runtime.effects import Effects
from ivr.runtime.outbox import CODE
from ivr.runtime.performers import LONGEST_BACKOFF_MS, MESSAGE_LIFE_MS, message_performer
from ivr.store import deliveries, effects
from ivr.store.database import Database
from ivr.store.deliveries import Delivery
from ivr.store.effects import EffectRow
from tests.support.twilio_rest import SERVICE, TwilioRest, twilio_rest

TO, FROM = "+12025550123", "+12025550100"
SID = "SM" + "f" * 32


@dataclass
class Bench:
    """Effects performed with the real client. `used`: whether the caller gave the code."""

    database: Database
    rest: TwilioRest
    keys: Keys
    used: bool = False

    def __post_init__(self) -> None:
        client = self.rest.client()
        texts = TwilioTexts(client, FROM)
        carrier = Carrier(VerifyCodes(client, SERVICE), lambda line, challenge: self.used)
        self.own = Effects(self.database, {"text": message_performer(texts, self.keys)})
        self.verify = Effects(self.database, {"text": message_performer(texts, self.keys, carrier)})

    def decide(self, row: EffectRow) -> str:
        with self.database.begin() as connection:
            effects.add(connection, row)
        return row.key

    def row(self, key: str) -> EffectRow:
        with self.database.reading() as connection:
            row = effects.get(connection, key)
        assert row is not None
        return row

    def delivery(self, key: str) -> Delivery:
        with self.database.reading() as connection:
            found = deliveries.get(connection, key)
        assert found is not None
        return found

    def change(self, **values: object) -> None:
        with self.database.begin() as connection:
            connection.execute(effects.effects.update().values(**values))

    def again(self, using: Effects | None = None) -> None:
        """Time passes until what is postponed is due."""
        self.change(due=0)
        (using or self.own).drain()

    def tell(self, key: str, status: str, error: int | None = None) -> None:
        with self.database.begin() as connection:
            told(connection, key, SID, status, error, milliseconds(real_now()))


@pytest.fixture
def rest() -> Iterator[TwilioRest]:
    with twilio_rest() as running:
        yield running


@pytest.fixture
def bench(database: Database, rest: TwilioRest, keys: Keys) -> Iterator[Bench]:
    made = Bench(database, rest, keys)
    yield made
    made.own.close()
    made.verify.close()


def receipt(body: str = "You paid $12.50. Reference HB 4711.", **changes: object) -> EffectRow:
    now = milliseconds(real_now())
    payload = {"to": TO, "subject": "s", "body": body, "challenge": None, "nonce": None, "alone": False}
    row = EffectRow(
        key="CA1/3/receipt",
        line="harbor",
        call="CA1",
        kind="text",
        action=None,
        language="en-US",
        payload=json.dumps(payload),
        sealed=None,
        due=now,
        made=now,
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def code(alone: bool = True) -> EffectRow:
    payload = {"to": TO, "subject": "s", "body": f"Code {CODE}.", "challenge": "c1", "nonce": "n1", "alone": alone}
    return receipt(key="CA1/1/code", payload=json.dumps(payload))


def test_a_receipt_whose_answer_was_lost_is_found_and_not_doubled(bench: Bench):
    bench.rest.fails = ["lost"]
    key = bench.decide(receipt())
    bench.own.perform(key)
    assert bench.row(key).status == "ready"
    bench.again()
    assert len(bench.rest.messages) == 1
    assert bench.row(key).status == "done"
    assert (bench.delivery(key).status, bench.delivery(key).sid) == ("accepted", bench.rest.messages[0]["sid"])


def test_a_receipt_whose_process_died_after_sending_is_found_and_not_doubled(bench: Bench):
    key = bench.decide(receipt())
    bench.own.perform(key)
    bench.change(status="running", attempts=1)
    bench.again()
    assert len(bench.rest.messages) == 1


def test_a_receipt_is_not_sent_again_while_nobody_can_say_whether_it_was(bench: Bench):
    bench.rest.fails = ["slow", 500, 503]
    key = bench.decide(receipt())
    bench.own.perform(key)
    bench.again()
    bench.again()
    assert (len(bench.rest.messages), bench.row(key).status) == (1, "ready")
    bench.again()
    assert (len(bench.rest.messages), bench.row(key).status) == (1, "done")


def test_a_receipt_that_twilio_never_got_is_sent(bench: Bench):
    bench.rest.fails = [503]
    key = bench.decide(receipt())
    bench.own.perform(key)
    assert bench.rest.messages == []
    bench.again()
    assert len(bench.rest.messages) == 1
    assert bench.row(key).status == "done"


def test_a_receipt_waits_out_a_night_of_twilio_and_of_wrong_settings(bench: Bench):
    key = bench.decide(receipt())
    for fault in [503, (401, 20003), 429, (400, 21606)] * 3:
        bench.rest.fails = [None, fault] if bench.row(key).attempts else [fault]
        bench.again()
        row = bench.row(key)
        assert row.status == "ready"
        assert row.due - milliseconds(real_now()) <= LONGEST_BACKOFF_MS
    bench.rest.fails = []
    bench.again()
    assert len(bench.rest.messages) == 1


def test_its_tries_are_further_and_further_apart(bench: Bench):
    key, waits = bench.decide(receipt()), []
    for _ in range(4):
        bench.rest.fails = [503, 503]
        bench.again()
        waits.append(bench.row(key).due - milliseconds(real_now()))
    assert all(later > 1.8 * earlier for earlier, later in pairwise(waits))


@pytest.mark.parametrize("number", [21211, 21610, 21614])
def test_a_number_that_takes_no_texts_is_not_tried_again(bench: Bench, number: int):
    bench.rest.fails = [(400, number)]
    key = bench.decide(receipt())
    bench.own.perform(key)
    bench.again()
    assert bench.rest.requests == ["POST /2010-04-01/Accounts/AC" + "0" * 32 + "/Messages.json"]
    assert bench.row(key).status == "failed"
    assert (bench.delivery(key).status, bench.delivery(key).error) == ("refused", number)


def test_what_twilio_tells_of_a_lost_text_spares_the_look_and_the_resend(bench: Bench):
    bench.rest.fails = ["lost"]
    key = bench.decide(receipt())
    bench.own.perform(key)
    bench.tell(key, "sent")
    bench.again()
    assert bench.row(key).status == "done"
    assert len(bench.rest.requests) == 1


def test_the_last_word_on_a_text_stands_in_whatever_order_it_comes(bench: Bench):
    key = bench.decide(receipt())
    bench.own.perform(key)
    for status in ("sent", "delivered", "sending", "queued", "sent"):
        bench.tell(key, status)
    assert (bench.delivery(key).status, bench.delivery(key).sid) == ("delivered", SID)
    bench.tell("CA1/of-nobody", "delivered")
    bench.tell(key, "dancing")
    with bench.database.reading() as connection:
        assert deliveries.get(connection, "CA1/of-nobody") is None
    assert bench.delivery(key).status == "delivered"


def test_operators_see_what_failed_and_may_try_it_again(bench: Bench, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", bench.database.engine.url.render_as_string(hide_password=False))

    def effects_command(*args: str) -> str:
        return CliRunner().invoke(main, ["effects", *args]).output

    assert effects_command() == "nothing failed\n"
    bench.rest.fails = [503]
    key = bench.decide(receipt(made=milliseconds(real_now()) - MESSAGE_LIFE_MS - 1))
    bench.own.perform(key)
    other = bench.decide(receipt(key="CA2/3/receipt"))
    bench.own.perform(other)
    bench.tell(other, "undelivered", 30006)
    listed = effects_command("--failed")
    assert len(listed.splitlines()) == 2
    assert f"given_up  {key}" in listed
    assert f"undelivered  {other}  30006" in listed
    assert TO not in listed
    assert "will be tried" in effects_command("--retry", key)
    bench.again()
    assert bench.row(key).status == "done"
    assert key not in effects_command()


def test_nobody_has_a_code_sent_again(bench: Bench, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", bench.database.engine.url.render_as_string(hide_password=False))
    bench.rest.fails = ["lost"]
    key = bench.decide(code())
    bench.own.perform(key)
    bench.again()
    assert CliRunner().invoke(main, ["effects", "--retry", key]).exit_code == 1
    assert (len(bench.rest.messages), bench.row(key).status) == (1, "failed")


def test_verify_carries_the_code_that_will_be_checked_here(bench: Bench):
    key = bench.decide(code())
    bench.verify.perform(key)
    assert bench.rest.codes == [bench.keys.code("c1", "n1").reveal()]
    assert bench.rest.messages == []
    assert bench.rest.codes[0] not in bench.row(key).payload + str(bench.row(key).ended)
    assert bench.row(key).due - milliseconds(real_now()) > LOOK_EVERY_MS / 2


def test_a_code_that_names_what_it_is_for_is_worded_by_us(bench: Bench):
    bench.verify.perform(bench.decide(code(alone=False)))
    assert bench.rest.codes == []
    assert bench.rest.messages[0]["body"] == f"Code {bench.keys.code('c1', 'n1').reveal()}."


def test_verify_is_told_once_that_the_code_was_used(bench: Bench):
    key = bench.decide(code())
    bench.verify.perform(key)
    bench.again(bench.verify)
    assert bench.rest.verifications[0]["status"] == "pending"
    bench.used = True
    bench.rest.fails = [503]
    bench.again(bench.verify)
    assert bench.row(key).status == "ready"
    bench.again(bench.verify)
    bench.again(bench.verify)
    assert bench.rest.verifications[0]["status"] == "approved"
    assert bench.row(key).status == "done"
    assert len(bench.rest.codes) == 1


def test_a_code_that_nobody_used_is_forgotten_when_it_is_stale(bench: Bench):
    key = bench.decide(code())
    bench.verify.perform(key)
    bench.change(made=milliseconds(real_now()) - LIFE_MS - 1)
    bench.again(bench.verify)
    assert bench.row(key).status == "done"
    assert bench.rest.verifications[0]["status"] == "pending"


@pytest.mark.parametrize("fault", [429, (403, 60204), (404, 20404)], ids=["busy", "not enabled", "no service"])
def test_where_verify_surely_sent_nothing_the_same_code_goes_as_a_text(bench: Bench, fault: int | tuple[int, int]):
    bench.rest.fails = [fault]
    key = bench.decide(code())
    bench.verify.perform(key)
    assert bench.rest.codes == []
    assert bench.rest.messages[0]["body"] == f"Code {bench.keys.code('c1', 'n1').reveal()}."
    assert bench.row(key).status == "done"


@pytest.mark.parametrize("fault", ["lost", "slow", 503, (403, 60410), (429, 60203)], ids=str)
def test_where_verify_may_have_sent_it_or_says_it_must_not_go_no_other_way_is_tried(
    bench: Bench, fault: str | int | tuple[int, int]
):
    bench.rest.fails = [fault]
    key = bench.decide(code())
    bench.verify.perform(key)
    bench.again(bench.verify)
    assert bench.rest.messages == []
    assert len(bench.rest.requests) == 1
    assert bench.row(key).status == "failed"


def test_a_code_cut_off_while_verify_was_sending_it_is_not_sent_again(bench: Bench):
    key = bench.decide(code())
    bench.change(status="running", attempts=1)
    bench.again(bench.verify)
    assert bench.rest.requests == []
    assert bench.row(key).status == "failed"
