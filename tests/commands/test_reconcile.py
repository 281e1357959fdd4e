"""ivr reconcile, as an accountant runs it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from ivr.cli import main
from ivr.commands.reconcile import tell
from ivr.domain import demo, payments
from ivr.domain.occasion import Occasion
from ivr.domain.records import PaymentStatus
from ivr.errors import GatewayUnavailable
from ivr.gateways.payments import Order, Recorded, StandInPayments
from ivr.runtime.clock import milliseconds, real_now
from ivr.runtime.reconciling.matching import Scope
from ivr.runtime.reconciling.period import Period
from ivr.store.books import books_of
from ivr.store.database import Database
from ivr.store.migrate import upgrade
from ivr.store.shelf import DatabaseShelf
from ivr.values import Secret
from tests.support.business import KEYS, POLICY, ZONE, ListOutbox, memory_database, usd


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A line whose Alice paid 120.00 (and the fee) an hour ago, at the stand-in processor."""
    url = f"sqlite:///{tmp_path / 'ivr.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("IVR_SECRET_KEY", "a key for tests only, and a long one")
    database = Database(url)
    upgrade(database)
    pay(database)
    yield database
    database.close()


def pay(database: Database, came: PaymentStatus = PaymentStatus.SUCCEEDED) -> None:
    at = real_now() - timedelta(hours=1)
    gateway = StandInPayments(DatabaseShelf(database), clock=lambda: at)
    with database.begin() as connection:
        books = books_of(connection, "harbor", KEYS, ListOutbox())
        demo.populate(books, at.astimezone(ZONE).date())
        on = Occasion(
            books=books,
            rules=POLICY.rules,
            call="CA" + "7" * 32,
            caller=None,
            language="en-US",
            now=at,
            zone=ZONE,
            currency="USD",
            key="CA7/1/pay/1",
            draw="0" * 32,
        )
        account = books.accounts.get("demo-40012345")
        total = usd("120.00") + payments.price(on, account, usd("120.00"))
        payment = payments.begin(on, account, total, ("visa", "4242"))
        assert payment is not None
        payments.settle(on, payment.id, came, "")
    metadata = {"line": "harbor", "call": payment.call, "key": payment.key, "reference": payment.reference}
    gateway.charge(Order(payment.key, payment.total, metadata, milliseconds(at)), Secret("tok_ok_secret"))


def ivr(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_books_that_agree(shop: Database):
    told = ivr("reconcile")
    assert told.exit_code == 0, told.output
    assert "1 payments of ours, 1 charges at the processor, 1 matched" in told.output
    assert "Nothing differs, and the ledger balances." in told.output


def test_what_differs_is_told_with_what_to_do(shop: Database):
    with shop.begin() as connection:
        connection.execute(text("DELETE FROM standin_shelf WHERE kind = 'charge'"))
        connection.execute(text("UPDATE accounts SET balance_minor = balance_minor + 5 WHERE id = 'demo-40023456'"))
    told = ivr("reconcile", "--since", "2d")
    assert told.exit_code == 1
    assert "1. missing: payment " in told.output
    assert "call CA777" in told.output
    assert "the processor has no charge under its key" in told.output
    assert "Next: " in told.output
    assert "2. ledger: " in told.output
    assert "Account demo-40023456 has a balance of" in told.output
    assert "tok_" not in told.output
    assert "4242" not in told.output


def test_json_is_one_document(shop: Database):
    right = json.loads(ivr("reconcile", "--format", "json").output)
    assert (right["findings"], right["found"]) == ([], {})
    with shop.begin() as connection:
        connection.execute(text("DELETE FROM standin_shelf WHERE kind = 'charge'"))
    told = ivr("reconcile", "--format", "json", "--line", "harbor")
    found = json.loads(told.output)
    assert told.exit_code == 1
    assert [(each["sort"], each["ours"], each["theirs"]) for each in found["findings"]] == [
        ("missing", found["findings"][0]["ours"], None)
    ]
    assert found["found"] == {"missing": 1}
    assert found["counts"]["payments"] == 1


def test_another_period_and_another_line_have_nothing(shop: Database):
    assert "0 payments of ours" in ivr("reconcile", "--since", "2026-01-01", "--until", "2026-01-02").output
    assert "0 payments of ours" in ivr("reconcile", "--line", "elsewhere").output


@pytest.mark.parametrize("arguments", [["--since", "soon"], ["--since", "7x"], ["--late", "x"], ["--format", "xml"]])
def test_what_is_not_understood_is_refused(shop: Database, arguments: list[str]):
    assert ivr("reconcile", *arguments).exit_code == 2


class Away:
    """A processor whose record breaks off."""

    def records(self, since: object, until: object) -> Iterator[Recorded]:
        yield from ()
        raise GatewayUnavailable("the processor was not reached")


def test_a_record_that_breaks_off_says_nothing_of_the_books(capsys: pytest.CaptureFixture[str]):
    now = real_now()
    scope = Scope(Period(now - timedelta(days=1), now, now))
    assert tell(memory_database(), Away(), scope, "text") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "cannot be read, so nothing can be said: the processor was not reached" in told.err


def test_a_database_that_is_not_there_exits_with_2(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://somewhere")
    told = ivr("reconcile")
    assert told.exit_code == 2
    assert "DATABASE_URL" in told.output


def test_what_the_processor_gave_back_is_booked_once_and_then_nothing_differs(shop: Database):
    with shop.begin() as connection:
        reference = connection.execute(text("SELECT reference FROM payments")).scalar_one()
        connection.execute(text("DELETE FROM standin_shelf WHERE kind = 'charge'"))
        [minor] = connection.execute(text("SELECT amount_minor + fee_minor FROM payments")).scalars()
    assert ivr("reconcile").exit_code == 1
    total = f"{minor // 100}.{minor % 100:02}"
    refund = ("ledger", "refund", reference, total, "--as", "re_1", "--line", "harbor")

    told = ivr(*refund)
    again = ivr(*refund)

    assert f"in all {total} USD of {total} USD" in told.output, told.output
    assert "nothing is changed" in again.output
    assert ivr("ledger", "refund", reference, "1.00", "--as", "re_2", "--line", "harbor").exit_code == 1
    assert ivr("ledger", "refund", reference, "1.001", "--as", "re_3", "--line", "harbor").exit_code == 1
    assert ivr("reconcile").exit_code == 0
    shown = ivr("ledger", "show", reference, "--line", "harbor").output
    assert f"{total} USD succeeded" in shown
    assert "payment/" in shown
    assert "refund/re_1" in shown
    assert "receivable" in shown


def test_a_payment_that_is_not_there(shop: Database):
    told = ivr("ledger", "show", "NONE", "--line", "harbor")
    assert (told.exit_code, "no payment NONE" in told.output) == (1, True)
