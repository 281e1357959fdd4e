"""Effects happen after the commit, once, whatever dies in between."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from ivr.domain.keys import Keys
from ivr.errors import GatewayUnavailable, GatewayUnknown
from ivr.gateways.messages import Outgoing, StandInMessages
from ivr.gateways.payments import KEY_LIFE_MS, Charged, Order, StandInPayments
from ivr.runtime.action import Performed
from ivr.runtime.charging import GIVE_UP_MS, charge_performer, order_of
from ivr.runtime.clock import milliseconds, real_now
from ivr.runtime.effects import Booker, Effects
from ivr.runtime.leases import LEASE_MS
from ivr.runtime.outbox import CODE
from ivr.runtime.performers import message_performer
from ivr.runtime.sealing import Sealer
from ivr.store import effects
from ivr.store.database import Database
from ivr.store.effects import EffectRow, Named
from ivr.store.shelf import DatabaseShelf
from ivr.values import Secret

SEALER = Sealer(b"a key for tests only")


class Booked:
    """Notes what was booked, and tells the call its status."""

    def __init__(self) -> None:
        self.results: list[Performed] = []

    def __call__(self, booker: Booker, row: EffectRow, performed: Performed) -> str:
        self.results.append(performed)
        return performed.status


class Processor:
    """The stand-in, failing as told on the way in or on the way out."""

    def __init__(self, inner: StandInPayments) -> None:
        self.inner = inner
        self.sent = 0
        self.before: Exception | None = None
        self.deaf = False

    def charge(self, order: Order, token: Secret) -> Charged:
        self.sent += 1
        if self.before is not None:
            raise self.before
        return self.inner.charge(order, token)

    def find(self, order: Order) -> Charged | None:
        if self.deaf:
            raise GatewayUnavailable("no route")
        return self.inner.find(order)

    def withdraw(self, order: Order) -> Charged | None:
        if self.deaf:
            raise GatewayUnavailable("no route")
        return self.inner.withdraw(order)


class Bench:
    def __init__(self, database: Database, keys: Keys) -> None:
        self.database = database
        self.shelf = DatabaseShelf(database)
        self.processor = Processor(StandInPayments(self.shelf))
        self.booked = Booked()
        self.effects = Effects(
            database,
            {
                "charge": charge_performer(self.processor, SEALER, self.booked),
                "text": message_performer(StandInMessages(self.shelf, "text"), keys),
            },
        )

    def decide(self, row: EffectRow) -> str:
        with self.database.begin() as connection:
            effects.add(connection, row)
        return row.key

    def charges(self) -> int:
        return len(self.shelf.after("charge", 0))

    def row(self, key: str) -> EffectRow:
        with self.database.reading() as connection:
            row = effects.get(connection, key)
        assert row is not None
        return row

    def claim(self, key: str) -> None:
        """As a process does that dies before it books."""
        now = milliseconds(real_now())
        with self.database.begin() as connection:
            assert effects.claim(connection, key, now, now + LEASE_MS) is not None

    def lapse(self, key: str) -> None:
        with self.database.begin() as connection:
            connection.execute(effects.effects.update().where(effects.effects.c.key == key).values(due=0))


@pytest.fixture
def bench(database: Database, keys: Keys) -> Iterator[Bench]:
    made = Bench(database, keys)
    yield made
    made.effects.close()


def charge(token: str = "tok_ok_1", made: int | None = None) -> EffectRow:
    now = milliseconds(real_now())
    return EffectRow(
        key="CA1/1/charge/1",
        line="harbor",
        call="CA1",
        kind="charge",
        action="payment.charge",
        language="en-US",
        payload=json.dumps({"amount": "12.50", "currency": "USD"}),
        sealed=SEALER.seal(Secret(token)),
        due=now,
        made=now if made is None else made,
    )


def text(to: str | None = "+12025550123", code: bool = False) -> EffectRow:
    payload = {"to": to, "subject": "s", "body": f"Code {CODE}", "challenge": None, "nonce": None}
    if code:
        payload |= {"challenge": "c1", "nonce": "n1"}
    now = milliseconds(real_now())
    return EffectRow(
        key="CA1/text",
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


def test_a_charge_is_made_once_however_often_it_is_started(bench: Bench) -> None:
    key = bench.decide(charge())
    threads = [threading.Thread(target=bench.effects.perform, args=(key,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bench.processor.sent == 1
    assert [result.status for result in bench.booked.results] == ["succeeded"]
    assert bench.effects.result(key, 1).ended == "succeeded"


def test_the_token_is_gone_when_the_charge_is_booked(bench: Bench) -> None:
    key = bench.decide(charge())
    assert bench.row(key).sealed is not None
    bench.effects.perform(key)
    assert bench.row(key).sealed is None


def test_a_charge_whose_process_died_is_looked_up_and_not_sent_again(bench: Bench) -> None:
    key = bench.decide(charge())
    bench.claim(key)
    bench.processor.inner.charge(order_of(bench.row(key)), Secret("tok_ok_1"))
    bench.effects.perform(key)
    assert bench.booked.results == [], "the lease still runs"
    bench.lapse(key)
    assert bench.effects.drain() == 1
    assert bench.processor.sent == 0
    assert bench.charges() == 1
    assert [result.status for result in bench.booked.results] == ["succeeded"]


def test_a_charge_that_never_left_is_made_by_the_sweep(bench: Bench) -> None:
    bench.decide(charge())
    assert bench.effects.drain() == 1
    assert bench.charges() == 1
    assert bench.effects.drain() == 0


def test_an_old_charge_is_never_sent(bench: Bench) -> None:
    bench.decide(charge(made=milliseconds(real_now()) - KEY_LIFE_MS - 1))
    bench.effects.drain()
    assert bench.charges() == 0
    assert bench.booked.results[0].status == "failed"


@pytest.mark.parametrize(
    ("token", "status"),
    [("tok_declined_1", "declined"), ("tok_insufficient_1", "declined"), ("tok_unknown_1", "unknown")],
)
def test_what_the_processor_says_is_told(bench: Bench, token: str, status: str) -> None:
    key = bench.decide(charge(token))
    bench.effects.perform(key)
    assert bench.effects.result(key, 1).ended == status


def test_a_processor_that_is_not_reached_charged_nothing(bench: Bench) -> None:
    bench.processor.before = GatewayUnavailable("no route")
    key = bench.decide(charge())
    bench.effects.perform(key)
    assert bench.effects.result(key, 1).ended == "failed"
    assert bench.charges() == 0


def test_a_lost_answer_is_unknown_and_never_declined(bench: Bench) -> None:
    bench.processor.before = GatewayUnknown("timeout")
    key = bench.decide(charge())
    bench.effects.perform(key)
    assert bench.booked.results[0].status == "unknown"


def test_a_charge_that_cannot_be_asked_about_is_never_said_to_have_failed(bench: Bench) -> None:
    key = bench.decide(charge())
    bench.claim(key)
    bench.processor.inner.charge(order_of(bench.row(key)), Secret("tok_ok_1"))
    bench.processor.deaf = True
    bench.lapse(key)
    bench.effects.drain()
    assert bench.effects.result(key, 1).ended == "unknown"
    bench.processor.deaf = False
    bench.lapse(key)
    bench.effects.drain()
    assert [result.status for result in bench.booked.results] == ["unknown", "succeeded"]


def test_a_token_sealed_under_another_key_fails_and_charges_nothing(bench: Bench) -> None:
    key = bench.decide(replace(charge(), sealed=Sealer(b"another key altogether").seal(Secret("tok_ok_1"))))
    bench.effects.perform(key)
    assert bench.effects.result(key, 1).ended == "failed"
    assert bench.charges() == 0


def test_a_processor_that_breaks_in_a_new_way_is_unknown(bench: Bench) -> None:
    bench.processor.before = ZeroDivisionError("tok_ok_1")
    key = bench.decide(charge())
    bench.effects.perform(key)
    assert bench.effects.result(key, 1).ended == "unknown"


def test_it_is_told_how_long_a_caller_has_waited(bench: Bench) -> None:
    key = bench.decide(charge(made=milliseconds(real_now()) - 61_000))
    assert 61 <= bench.effects.result(key, 0).age < 90
    assert bench.effects.result(bench.decide(replace(charge(), key="CA1/2")), 0).age < 30
    assert bench.effects.result("no such effect", 0).age > 1e9, "nobody waits for what is not there"


def test_an_unknown_charge_is_asked_about_until_it_is_known(bench: Bench) -> None:
    key = bench.decide(charge("tok_unknown_1"))
    bench.effects.perform(key)
    assert bench.effects.result(key, 1).ended == "unknown"
    assert bench.row(key).sealed is None, "it is never to be sent again"
    assert bench.effects.drain() == 0, "not before a while"
    bench.lapse(key)
    bench.effects.drain()
    assert [result.status for result in bench.booked.results] == ["unknown", "succeeded"]
    assert bench.processor.sent == 1
    assert bench.row(key).status == "done"


def test_a_charge_the_processor_never_got_is_given_up_and_not_sent_again(bench: Bench) -> None:
    bench.processor.before = GatewayUnknown("timeout")
    key = bench.decide(charge())
    bench.effects.perform(key)
    bench.lapse(key)
    bench.effects.drain()
    assert [result.status for result in bench.booked.results] == ["unknown"]
    with bench.database.begin() as connection:
        connection.execute(effects.effects.update().values(due=0, made=milliseconds(real_now()) - GIVE_UP_MS))
    bench.effects.drain()
    assert [result.status for result in bench.booked.results] == ["unknown", "failed"]
    assert bench.processor.sent == 1


def test_a_request_that_reaches_the_processor_after_we_gave_up_charges_nothing(bench: Bench) -> None:
    bench.processor.before = GatewayUnknown("timeout")
    key = bench.decide(charge())
    bench.effects.perform(key)
    with bench.database.begin() as connection:
        connection.execute(effects.effects.update().values(due=0, made=milliseconds(real_now()) - GIVE_UP_MS))
    bench.effects.drain()
    late = bench.processor.inner.charge(order_of(bench.row(key)), Secret("tok_ok_1"))
    assert [result.status for result in bench.booked.results] == ["unknown", "failed"]
    assert late.status == "declined", "the books say that nothing was charged, and so does the processor"


def test_a_charge_that_cannot_be_asked_about_in_time_is_handed_over_and_still_asked_about(bench: Bench) -> None:
    key = bench.decide(charge("tok_unknown_1"))
    bench.effects.perform(key)
    bench.processor.deaf = True
    with bench.database.begin() as connection:
        connection.execute(effects.effects.update().values(due=0, made=milliseconds(real_now()) - GIVE_UP_MS))
    bench.effects.drain()
    assert [result.status for result in bench.booked.results] == ["unknown", "overdue"]
    bench.processor.deaf = False
    bench.lapse(key)
    bench.effects.drain()
    assert [result.status for result in bench.booked.results] == ["unknown", "overdue", "succeeded"]
    assert bench.row(key).status == "done"


def test_a_charge_of_unknown_result_is_known_or_handed_over_within_a_quarter_of_an_hour(bench: Bench) -> None:
    now = milliseconds(real_now())
    key = bench.decide(charge("tok_unknown_1", made=now - GIVE_UP_MS + 5_000))
    bench.effects.perform(key)
    assert bench.row(key).due <= now + 10_000, "asked about when its time is up, not a minute later"


def test_a_result_is_waited_for_and_no_longer(bench: Bench) -> None:
    key = bench.decide(charge())
    began = time.monotonic()
    assert bench.effects.result(key, 0.1).ended is None
    assert time.monotonic() - began < 2
    bench.effects.start([Named(key, "charge")])
    assert bench.effects.result(key, 10).ended == "succeeded"


def test_a_code_is_sent_at_most_once_and_is_stored_nowhere(bench: Bench, keys: Keys) -> None:
    key = bench.decide(text(code=True))
    code = keys.code("c1", "n1").reveal()
    assert code not in bench.row(key).payload
    bench.effects.perform(key)
    [(_, sent)] = bench.shelf.after("message", 0)
    assert sent["body"] == f"Code {code}"
    with bench.database.begin() as connection:
        connection.execute(effects.effects.update().values(status="running", due=0, attempts=1))
        connection.execute(effects.effects.update().values(key="CA1/text-again"))
    bench.effects.drain()
    assert len(bench.shelf.after("message", 0)) == 1
    assert bench.row("CA1/text-again").status == "failed"


def test_a_decoy_sends_nothing(bench: Bench) -> None:
    key = bench.decide(text(to=None, code=True))
    bench.effects.perform(key)
    assert bench.shelf.after("message", 0) == []
    assert bench.row(key).status == "done"


class Flaky(StandInMessages):
    """Down for its first two messages."""

    tries = 0

    def send(self, message: Outgoing) -> str:
        self.tries += 1
        if self.tries <= 2:
            raise GatewayUnavailable("down")
        return super().send(message)


def test_a_receipt_is_sent_again_until_the_service_took_it(database: Database, keys: Keys) -> None:
    shelf = DatabaseShelf(database)
    flaky = Effects(database, {"text": message_performer(Flaky(shelf, "text"), keys)})
    with database.begin() as connection:
        effects.add(connection, text())
    for _ in range(4):
        flaky.drain()
        with database.begin() as connection:
            postponed = effects.effects.c.status == "ready"
            connection.execute(effects.effects.update().where(postponed).values(due=0))
    flaky.close()
    assert len(shelf.after("message", 0)) == 1


def test_a_sealed_token_does_not_open_under_another_key(tmp_path: Path) -> None:
    sealed = SEALER.seal(Secret("tok_1"))
    assert b"tok_1" not in sealed
    assert SEALER.open(sealed) == Secret("tok_1")
    with pytest.raises(Exception, match="IVR_SECRET_KEY"):
        Sealer(b"another key altogether").open(sealed)


class Slow(Processor):
    """Takes as long as `may_end` is not set."""

    def __init__(self, inner: StandInPayments) -> None:
        super().__init__(inner)
        self.asked, self.may_end = threading.Event(), threading.Event()

    def charge(self, order: Order, token: Secret) -> Charged:
        self.asked.set()
        assert self.may_end.wait(20)
        return super().charge(order, token)


def worker(database: Database, bench: Bench, processor: Processor, booked: Booked | None = None) -> Effects:
    """Another process's: it shares nothing but the database and the world outside."""
    return Effects(database, {"charge": charge_performer(processor, SEALER, booked or bench.booked)})


def test_many_workers_perform_each_effect_once(bench: Bench, database: Database) -> None:
    with database.begin() as connection:
        for number in range(120):
            effects.add(connection, replace(charge(), key=f"CA{number}/charge"))
    sent: list[str] = []

    class Counting(Processor):
        def charge(self, order: Order, token: Secret) -> Charged:
            sent.append(order.key)
            return super().charge(order, token)

    apart = [database if database.is_sqlite else Database(_url(database)) for _ in range(4)]
    workers = [worker(each, bench, Counting(bench.processor.inner)) for each in apart]
    shares = [0] * len(workers)

    def drain(number: int) -> None:
        shares[number] = workers[number].drain()

    threads = [threading.Thread(target=drain, args=(number,)) for number in range(len(workers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each, one in zip(workers, apart, strict=True):
        each.close()
        if one is not database:
            one.close()
    assert len(sent) == len(set(sent)) == sum(shares) == 120
    assert len(bench.booked.results) == 120
    with database.reading() as connection:
        rows = connection.execute(effects.effects.select()).all()
    assert {(row.status, row.attempts) for row in rows} == {("done", 1)}


def _url(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def test_a_worker_performs_several_effects_at_once(bench: Bench, database: Database) -> None:
    slow = Slow(bench.processor.inner)
    one = worker(database, bench, slow)
    bench.decide(charge())
    assert one.sweep() == 1
    assert slow.asked.wait(10)
    bench.decide(replace(charge(), key="CA2/charge"))
    slow.asked.clear()
    assert one.sweep() == 1
    assert slow.asked.wait(10), "the second waits for the first"
    slow.may_end.set()
    one.close()


def test_a_lease_is_renewed_as_long_as_its_process_lives(bench: Bench, database: Database) -> None:
    slow = Slow(bench.processor.inner)
    living = worker(database, bench, slow)
    key = bench.decide(charge())
    assert living.sweep() == 1
    assert slow.asked.wait(10)
    bench.lapse(key)
    assert living.sweep() == 0
    assert bench.effects.drain() == 0, "it is renewed"
    slow.may_end.set()
    living.close()
    assert [result.status for result in bench.booked.results] == ["succeeded"]


def test_who_lost_the_lease_books_nothing(bench: Bench, database: Database) -> None:
    slow, late = Slow(bench.processor.inner), Booked()
    held_up = worker(database, bench, slow, late)
    key = bench.decide(charge())
    assert held_up.sweep() == 1
    assert slow.asked.wait(10)
    bench.lapse(key)
    assert bench.effects.drain() == 1
    before = bench.row(key)
    slow.may_end.set()
    held_up.close()
    assert bench.row(key) == before
    assert bench.charges() == 1
    assert [result.status for result in bench.booked.results] == ["succeeded"]


def test_a_booking_is_tried_again_while_the_database_is_away(bench: Bench, database: Database) -> None:
    class Away(Booked):
        tries = 0

        def __call__(self, booker: Booker, row: EffectRow, performed: Performed) -> str:
            self.tries += 1
            if self.tries <= 2:
                raise OperationalError("UPDATE", {}, Exception("server closed the connection unexpectedly"))
            return super().__call__(booker, row, performed)

    booked = Away()
    key = bench.decide(charge())
    one = worker(database, bench, bench.processor, booked)
    one.perform(key)
    one.close()
    assert [result.status for result in booked.results] == ["succeeded"]
    assert bench.processor.sent == 1
    assert bench.row(key).attempts == 1
