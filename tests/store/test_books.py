"""The books give back what they were given, keep lines apart, and hold what must hold, on both databases."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from ivr.domain import demo, payments
from ivr.domain.keys import Keys
from ivr.domain.occasion import Occasion
from ivr.domain.ports import Books
from ivr.domain.promises import Case, Challenge, Claim, Handoff
from ivr.domain.records import Account, Customer, Payment, PaymentStatus
from ivr.errors import TurnBusy
from ivr.store.books import UnitOfWork, books_of
from ivr.store.database import Database
from ivr.values import Money
from tests.support.business import KEYS, NOW, POLICY, ZONE, ListOutbox, usd


@pytest.fixture(name="filled")
def _filled(books: Books) -> Books:
    demo.populate(books, demo.LAB_TODAY)
    return books


def _payment(number: int, status: PaymentStatus = PaymentStatus.PENDING) -> Payment:
    return Payment(
        id=f"p{number}",
        account="demo-40012345",
        call="CA1",
        reference=f"REF{number}",
        amount=usd("120.00"),
        fee=usd("1.50"),
        status=status,
        card_brand="visa",
        card_last_four="4242",
        made=NOW,
    )


def test_rows_come_back_as_they_were(filled: Books) -> None:
    claim = Claim("CA1", "subject", "demo-40012345", "postcode", "none", NOW)
    filled.claims.put(replace(claim, question="birth_date", account=None))
    filled.claims.put(claim)
    assert filled.claims.get("CA1") == claim
    challenge = Challenge("c", "CA1", "verify", "s", "demo-40012345", "text", "n", "", NOW, NOW, 0, "open")
    filled.challenges.add(challenge)
    assert filled.challenges.current("CA1", "verify") == challenge
    assert filled.challenges.current("CA1", "confirm") is None
    case = Case("x", "KW4729R", "callback", "open", NOW, "CA1", None, "+12025550177", "bill")
    filled.cases.add(case)
    assert (
        filled.cases.get("x")
        == filled.cases.by_number("KW4729R")
        == filled.cases.open_callback(case.phone or "")
        == case
    )
    handoff = Handoff("CA1", "support", NOW, "zh-CN", "verified", "李伟", "1234", "付款", "paid", "+12025550110")
    filled.handoffs.put(handoff)
    assert filled.handoffs.waiting("support") == [handoff]
    filled.handoffs.put(replace(handoff, left=NOW, result="answered"))
    assert filled.handoffs.waiting("support") == []
    assert filled.handoffs.get("CA1") == replace(handoff, left=NOW, result="answered")
    filled.payments.add(_payment(1))
    settled = replace(_payment(1), status=PaymentStatus.SUCCEEDED, settled=NOW, processor="ch_1")
    filled.payments.update(settled)
    assert filled.payments.get("p1") == settled
    assert filled.payments.has_reference("REF1")


def test_moments_keep_their_microseconds_and_come_back_in_utc(filled: Books) -> None:
    moment = datetime(2026, 11, 24, 15, 0, 0, 123456, tzinfo=UTC)
    filled.payments.add(replace(_payment(1), made=moment))
    found = filled.payments.get("p1")
    assert found is not None
    assert (found.made, found.made.tzinfo) == (moment, UTC)


def test_a_moment_without_a_zone_is_refused(filled: Books) -> None:
    with pytest.raises(sa.exc.StatementError, match="without a zone"):
        filled.payments.add(replace(_payment(1), made=datetime(2026, 11, 24)))  # noqa: DTZ001


@pytest.mark.parametrize(
    "amount", [Money.of("92233720368547758.07", "USD"), Money.of(5, "JPY"), Money.of("0.01", "USD")]
)
def test_money_is_exact(books: Books, amount: Money) -> None:
    books.customers.add(Customer("c", "C", "en-US"), {})
    books.accounts.add(Account("a", "1", "c", "loan", date(2026, 1, 1), amount))
    assert books.accounts.get("a").balance == amount


def test_an_account_has_at_most_one_unsettled_payment(filled: Books) -> None:
    filled.payments.add(_payment(1, PaymentStatus.SUCCEEDED))
    filled.payments.add(_payment(2, PaymentStatus.UNKNOWN))
    assert filled.payments.unsettled("demo-40012345") == _payment(2, PaymentStatus.UNKNOWN)
    with pytest.raises(sa.exc.IntegrityError):
        filled.payments.add(_payment(3))


def test_the_database_refuses_what_belongs_to_nobody(filled: Books) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        filled.payments.add(replace(_payment(1), account="nobody"))


def test_an_update_of_nothing_is_an_error(books: Books) -> None:
    with pytest.raises(LookupError):
        books.payments.update(_payment(1))


def test_lines_do_not_see_each_other(database: Database) -> None:
    with database.begin() as connection:
        for line in ("one", "two"):
            demo.populate(books_of(connection, line, KEYS, ListOutbox()), demo.LAB_TODAY)
        one, two = (books_of(connection, line, KEYS, ListOutbox()) for line in ("one", "two"))
        one.accounts.update(replace(one.accounts.get("demo-40012345"), locked=True))
        assert not two.accounts.get("demo-40012345").locked
        assert len(two.accounts.all()) == 19


def test_another_key_finds_no_account(database: Database) -> None:
    with database.begin() as connection:
        demo.populate(books_of(connection, "l", KEYS, ListOutbox()), demo.LAB_TODAY)
        stranger = books_of(connection, "l", Keys(b"not the key of this server"), ListOutbox())
        assert stranger.accounts.by_number("40012345") is None


def test_a_unit_of_work_keeps_all_or_nothing(database: Database) -> None:
    unit = UnitOfWork(database, "l", KEYS, lambda _connection: ListOutbox())

    def breaks() -> None:
        with unit.begin() as (_, books):
            books.customers.add(Customer("c", "C", "en-US"), {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        breaks()
    with unit.begin() as (_, books), pytest.raises(LookupError):
        books.customers.get("c")
    with unit.begin() as (_, books):
        books.customers.add(Customer("c", "C", "en-US"), {})
    with unit.begin() as (_, books):
        assert books.customers.get("c").name == "C"


def test_counting_at_the_same_time_loses_no_try(database: Database) -> None:
    counts: list[int] = []

    def count() -> None:
        for _ in range(5):
            with database.begin() as connection:
                books = books_of(connection, "l", KEYS, ListOutbox())
                counts.append(books.counters.count("answers", "account", "subject", date(2026, 11, 24)))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == list(range(1, 21))
    with database.begin() as connection:
        counters = books_of(connection, "l", KEYS, ListOutbox()).counters
        assert counters.read("answers", "account", "subject", date(2026, 11, 24)) == 20
        assert counters.read("answers", "account", "subject", date(2026, 11, 25)) == 0
        assert counters.read("answers", "call", "subject", None) == 0


def test_a_locked_account_is_waited_for(database: Database) -> None:
    with database.begin() as connection:
        demo.populate(books_of(connection, "l", KEYS, ListOutbox()), demo.LAB_TODAY)
    with database.begin() as first:
        books_of(first, "l", KEYS, ListOutbox()).accounts.lock("demo-40012345")

        def second() -> None:
            with database.begin(wait=0.2) as connection:
                books_of(connection, "l", KEYS, ListOutbox()).accounts.lock("demo-40012345")

        refused: list[type[BaseException]] = []

        def run() -> None:
            try:
                second()
            except TurnBusy as error:
                refused.append(type(error))

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
        assert refused == [TurnBusy]


def test_of_two_who_pay_at_once_one_is_told_so(database: Database) -> None:
    with database.begin() as connection:
        demo.populate(books_of(connection, "l", KEYS, ListOutbox()), demo.LAB_TODAY)
    made: list[Payment | None] = []
    ready = threading.Barrier(2)

    def pay(call: str) -> None:
        ready.wait()
        with database.begin() as connection:
            books = books_of(connection, "l", KEYS, ListOutbox())
            rules = POLICY.rules
            on = Occasion(books, rules, call, None, "en-US", NOW, ZONE, "USD", key=call, draw=call)
            account = books.accounts.get("demo-40012345")
            made.append(payments.begin(on, account, usd("121.50"), ("visa", "4242")))

    threads = [threading.Thread(target=pay, args=(call,)) for call in ("CA1", "CA2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(payment is None for payment in made) == [False, True]
