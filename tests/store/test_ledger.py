"""The ledger: whatever is booked, in whatever order and however often, it balances to the last unit, and stays."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivr.domain import demo, ledger, payments, refunds
from ivr.domain.ledger import Entry, Posting
from ivr.domain.ports import Books
from ivr.domain.records import Account, Customer, Payment, PaymentStatus
from ivr.domain.refusals import BookedOtherwise, NotOffered
from ivr.store import lab
from ivr.store.balances import unbalanced
from ivr.store.books import books_of
from ivr.store.database import Database
from ivr.values import Money
from tests.support.business import CARD, KEYS, ListOutbox, agreed, desk, usd

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
TODAY = date(2026, 11, 24)
CURRENCIES = ("USD", "JPY", "KWD")
"""Two, no and three decimals."""


def _payment(ident: str, account: str, amount: Money, fee: Money) -> Payment:
    succeeded = PaymentStatus.SUCCEEDED
    return Payment(ident, account, "CA1", ident, amount, fee, succeeded, "visa", "4242", NOW, NOW, "ch_" + ident, ident)


def _accounts(books: Books) -> dict[str, Account]:
    books.customers.add(Customer("c", "C", "en-US"), {})
    made = {
        currency: Account(currency, f"4{number}", "c", "loan", TODAY, Money.minor(1_000_000, currency))
        for number, currency in enumerate(CURRENCIES)
    }
    for account in made.values():
        books.accounts.add(account)
    return made


@dataclass
class Doings:
    """Books things, and knows what the balances have to be."""

    books: Books
    accounts: dict[str, Account]
    expected: dict[str, int] = field(init=False)
    booked: list[Entry] = field(default_factory=list)
    paid: list[Payment] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.expected = {name: account.balance.minor_units for name, account in self.accounts.items()}

    def post(self, currency: str, entry: Entry, moved: int) -> None:
        assert self.books.ledger.post(entry)
        self.booked.append(entry)
        self.expected[currency] += moved

    def do(self, what: str, currency: str, amount: int, other: int) -> None:
        account, number = self.accounts[currency], len(self.booked)
        money, fee = Money.minor(amount, currency), Money.minor(other, currency)
        if what == "pay":
            payment = _payment(f"p{number}", currency, money, fee)
            self.books.payments.add(payment)
            self.post(currency, ledger.paid(payment, NOW, TODAY), -amount)
            self.paid.append(payment)
        elif what == "adjust":
            signed = money if other % 2 else -money
            entry = ledger.adjusted(account, f"a{number}", signed, NOW, TODAY, "by hand")
            self.post(currency, entry, signed.minor_units)
        elif what == "again" and self.booked:
            assert not self.books.ledger.post(replace(self.booked[amount % number], at=NOW + timedelta(days=1)))
        elif what == "otherwise" and self.booked:
            entry = self.booked[amount % number]
            with pytest.raises(BookedOtherwise):
                self.books.ledger.post(
                    replace(entry, postings=tuple(replace(each, amount=each.amount * 2) for each in entry.postings))
                )
        elif what == "refund" and self.paid:
            self.refund(self.paid[other % len(self.paid)], amount)
        elif what == "turn":
            self.turn(amount)

    def turn(self, amount: int) -> None:
        entries = [each for each in self.booked if each.kind == "adjustment"]
        if not entries:
            return
        entry = entries[amount % len(entries)]
        turned = ledger.turned(entry, NOW, TODAY, "it was wrong")
        currency = entry.postings[0].amount.currency
        if self.books.ledger.get(turned.key) is None:
            self.post(currency, turned, turned.postings[0].amount.minor_units)
        else:
            assert not self.books.ledger.post(turned)

    def refund(self, payment: Payment, amount: int) -> None:
        currency = payment.amount.currency
        left = (payment.total - refunds.refunded(self.books, payment)).minor_units
        part = Money.minor(min(amount, left), currency)
        reference = f"re_{payment.id}_{left}"
        if not part:
            with pytest.raises(NotOffered):
                refunds.refund(self.books, payment.id, reference, Money.minor(1, currency), NOW, TODAY)
            return
        owed_before = self.books.accounts.get(currency).balance
        assert refunds.refund(self.books, payment.id, reference, part, NOW, TODAY)
        assert not refunds.refund(self.books, payment.id, reference, part, NOW, TODAY)
        moved = self.books.accounts.get(currency).balance - owed_before
        assert Money.zero(currency) <= moved <= part
        self.expected[currency] += moved.minor_units


DOING = st.tuples(
    st.sampled_from(("pay", "pay", "adjust", "again", "otherwise", "refund", "turn")),
    st.sampled_from(CURRENCIES),
    st.integers(1, 10**12),
    st.integers(0, 10**6),
)


def _holds(connection: sa.Connection, doings: list[tuple[str, str, int, int]]) -> None:
    with connection.begin_nested() as point:
        books = books_of(connection, "acme", KEYS, ListOutbox())
        made = Doings(books, _accounts(books))
        for doing in doings:
            made.do(*doing)
        assert unbalanced(connection) == []
        for name, minor in made.expected.items():
            assert books.accounts.get(name).balance == Money.minor(minor, name)
            assert books.ledger.balance(name) == Money.minor(minor, name)
            for entry in books.ledger.of(name):
                assert not any(ledger.sums(entry.postings).values())
        total = sa.text("SELECT currency, SUM(amount_minor) FROM ledger_postings GROUP BY currency")
        assert {currency: int(minor) for currency, minor in connection.execute(total)} == dict.fromkeys(CURRENCIES, 0)
        point.rollback()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doings=st.lists(DOING, max_size=12))
def test_whatever_is_booked_balances(database: Database, doings: list[tuple[str, str, int, int]]) -> None:
    with database.begin() as connection:
        _holds(connection, doings)


@pytest.mark.parametrize(
    "postings",
    [
        (Posting("clearing", usd("1.00")), Posting("fees", usd("-0.99"))),
        (Posting("clearing", usd("1.00")), Posting("fees", Money.of("-1", "JPY"))),
        (Posting("clearing", usd("1.00")),),
        (Posting("clearing", usd("0.00")), Posting("fees", usd("0.00"))),
        (Posting("receivable", usd("1.00")), Posting("fees", usd("-1.00"))),
        (Posting("clearing", usd("1.00"), "a"), Posting("fees", usd("-1.00"))),
    ],
)
def test_an_entry_that_does_not_balance_is_none(postings: tuple[Posting, ...]) -> None:
    with pytest.raises(ValueError):
        Entry("k", "adjustment", NOW, TODAY, postings)


def _insert(connection: sa.Connection, key: str, *amounts: tuple[int, str], sealed: bool = True) -> None:
    for number, (minor, currency) in enumerate(amounts):
        connection.execute(
            sa.text("INSERT INTO ledger_postings VALUES ('l', :key, :number, 'fees', NULL, :minor, :currency)"),
            {"key": key, "number": number, "minor": minor, "currency": currency},
        )
    if sealed:
        row = sa.text("INSERT INTO ledger_entries VALUES ('l', :key, 'adjustment', :at, :day, NULL, '', '')")
        row = row.bindparams(sa.bindparam("at", type_=None))
        at = "2026-11-24T15:00:00.000000Z"
        connection.execute(row, {"key": key, "at": at, "day": "2026-11-24"})


@pytest.mark.parametrize(
    "amounts",
    [[(100, "USD"), (-99, "USD")], [(100, "USD"), (-100, "JPY")], [], [(100, "USD"), (-100, "USD"), (5, "KWD")]],
)
def test_the_database_books_nothing_that_does_not_balance(database: Database, amounts: list[tuple[int, str]]) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="sum to zero"), database.begin() as connection:
        _insert(connection, "k", *amounts)
    with database.begin() as connection:
        _insert(connection, "k", (100, "USD"), (-100, "USD"))


def test_postings_without_their_entry_are_not_kept(database: Database) -> None:
    with pytest.raises(sa.exc.IntegrityError), database.begin() as connection:
        _insert(connection, "k", (100, "USD"), (-100, "USD"), sealed=False)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entries SET about = 'x'",
        "UPDATE ledger_postings SET amount_minor = 5",
        "DELETE FROM ledger_postings",
        "DELETE FROM ledger_entries",
        "INSERT INTO ledger_postings VALUES ('l', 'k', 9, 'fees', NULL, 5, 'USD')",
    ],
)
def test_what_is_booked_stays_as_it_is(database: Database, statement: str) -> None:
    with database.begin() as connection:
        _insert(connection, "k", (100, "USD"), (-100, "USD"))
    with pytest.raises(sa.exc.DBAPIError, match=r"only added to|no more postings"), database.begin() as connection:
        connection.execute(sa.text(statement))


def test_a_labs_ledger_may_be_emptied_but_not_changed(database: Database) -> None:
    with database.begin() as connection:
        lab.mark(connection)
        _insert(connection, "k", (100, "USD"), (-100, "USD"))
    with pytest.raises(sa.exc.DBAPIError, match="only added to"), database.begin() as connection:
        connection.execute(sa.text("UPDATE ledger_postings SET amount_minor = 5"))
    with database.begin() as connection:
        connection.execute(sa.text("DELETE FROM ledger_postings"))
        connection.execute(sa.text("DELETE FROM ledger_entries"))


def test_an_account_only_takes_its_own_currency(database: Database) -> None:
    with database.begin() as connection:
        books = books_of(connection, "acme", KEYS, ListOutbox())
        account = _accounts(books)["USD"]
        other = ledger.adjusted(account, "x", Money.of("5", "JPY"), NOW, TODAY, "wrong")
        with pytest.raises(BookedOtherwise, match="JPY"):
            books.ledger.post(other)


def test_an_update_of_an_account_leaves_its_balance_to_the_ledger(database: Database) -> None:
    with database.begin() as connection:
        books = books_of(connection, "acme", KEYS, ListOutbox())
        account = _accounts(books)["USD"]
        books.accounts.update(replace(account, balance=usd("1.00"), locked=True))
        assert books.accounts.get("USD") == replace(account, locked=True)


def test_what_is_wrong_with_books_is_named(database: Database) -> None:
    with database.begin() as connection:
        books = books_of(connection, "acme", KEYS, ListOutbox())
        _accounts(books)
        unbooked = _payment("p1", "USD", usd("10.00"), usd("1.00"))
        wrong = _payment("p2", "USD", usd("10.00"), usd("1.00"))
        declined = replace(_payment("p3", "USD", usd("10.00"), usd("1.00")), status=PaymentStatus.DECLINED)
        shared = replace(_payment("p4", "JPY", Money.of(10, "JPY"), Money.of(0, "JPY")), processor="ch_p1")
        for payment in (unbooked, wrong, declined, shared):
            books.payments.add(payment)
        books.ledger.post(ledger.paid(replace(wrong, amount=usd("9.00")), NOW, TODAY))
        books.ledger.post(ledger.paid(declined, NOW, TODAY))
        books.ledger.post(ledger.paid(shared, NOW, TODAY))
        connection.execute(sa.text("UPDATE accounts SET balance_minor = balance_minor + 1 WHERE id = 'KWD'"))

        found = {str(each) for each in unbalanced(connection, "acme")}

        assert found == {
            "acme: unbooked p1 (expected 11.00 USD, found 0.00 USD)",
            "acme: booked_otherwise p2 (expected 11.00 USD, found 10.00 USD)",
            "acme: booked_otherwise p2 (expected -10.00 USD, found -9.00 USD)",
            "acme: not_taken p3 (expected 0.00 USD, found 11.00 USD)",
            "acme: shared ch_p1",
            "acme: balance KWD (expected 1000.000 KWD, found 1000.001 KWD)",
        }
        assert unbalanced(connection, "other") == []
        assert len(unbalanced(connection)) == 6


def test_the_demo_and_a_call_that_pays_balance(database: Database) -> None:
    with desk(database) as at:
        alice = at.caller().verify("40012345", "1980-02-29")
        priced = alice.do("payment.price", amount=usd("120.00")).result
        assert isinstance(priced, dict)
        assert (
            alice.do("payment.charge", amount=priced["total"], card=CARD, agreed=agreed(priced["total"])).outcome
            == "paid"
        )
        [entry] = [each for each in at.books.ledger.of("demo-40012345") if each.kind == "payment"]
        [payment] = at.books.payments.of("demo-40012345")
        assert entry.key == f"payment/{payment.id}"
        assert entry.call == alice.call
        assert payment.key.startswith(alice.call)
        assert unbalanced(at.connection) == []


def test_a_charge_that_came_after_it_was_given_up_is_booked_once(database: Database) -> None:
    with desk(database) as at:
        alice = at.caller().verify("40012345", "1980-02-29")
        before = at.books.accounts.get("demo-40012345").balance
        priced = alice.do("payment.price", amount=usd("120.00")).result
        assert isinstance(priced, dict)
        alice.prepare("payment.charge", amount=priced["total"], card=CARD, agreed=agreed(priced["total"]))
        [payment] = at.books.payments.of("demo-40012345")
        for came in (PaymentStatus.UNKNOWN, PaymentStatus.FAILED, PaymentStatus.SUCCEEDED, PaymentStatus.SUCCEEDED):
            payments.settle(alice.occasion(), payment.id, came, "ch_late")
        assert at.books.accounts.get("demo-40012345").balance == before - usd("120.00")
        assert len(at.books.ledger.of_payment(payment.id)) == 1
        assert unbalanced(at.connection) == []


def test_a_refund_is_owed_again(database: Database) -> None:
    with desk(database) as at:
        alice = at.caller().verify("40012345", "1980-02-29")
        owed = alice.do("account.balance").result
        priced = alice.do("payment.price", amount=usd("120.00")).result
        assert isinstance(priced, dict)
        alice.do("payment.charge", amount=priced["total"], card=CARD, agreed=agreed(priced["total"]))
        [payment] = at.books.payments.of("demo-40012345")
        assert refunds.refund(at.books, payment.id, "re_1", payment.total, NOW, TODAY)
        assert alice.do("account.balance").result == owed
        assert refunds.refunded(at.books, payment) == payment.total
        assert unbalanced(at.connection) == []


def test_the_demo_opens_with_what_is_owed(database: Database) -> None:
    with database.begin() as connection:
        books = books_of(connection, "acme", KEYS, ListOutbox())
        demo.populate(books, demo.LAB_TODAY)
        for account in books.accounts.all():
            assert account.balance == (books.ledger.balance(account.id) or usd("0.00"))
            assert account.balance == sum((each.open for each in books.plans.instalments(account.id)), usd("0.00"))
        assert unbalanced(connection) == []
