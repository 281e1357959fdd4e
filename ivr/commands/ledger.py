"""ivr ledger: what is booked on a payment, and booking by hand what was given back, or is not booked yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from ivr.commands.published import line_meant, line_option
from ivr.domain.ledger import Entry
from ivr.domain.ports import Books
from ivr.domain.records import Payment
from ivr.domain.refunds import refund as book_refund
from ivr.domain.refunds import refunded
from ivr.runtime.bootstrap import open_database, open_unit
from ivr.runtime.clock import real_now
from ivr.runtime.lines import Lines
from ivr.settings import read_settings
from ivr.store.before_ledger import bring_along
from ivr.values import Money


@click.group()
def ledger() -> None:
    """The double entries under a payment (docs/ledger.md)."""


@ledger.command("show")
@line_option
@click.argument("reference")
def show(named: str | None, reference: str) -> None:
    """What is booked on the payment with this confirmation number."""
    with _payment(named, reference) as (books, payment):
        click.echo(f"{payment.reference}: {payment.total} {payment.status}, call {payment.call}")
        for entry in books.ledger.of_payment(payment.id):
            for row in _told(entry):
                click.echo(row)


@ledger.command("refund")
@line_option
@click.option("--as", "name", required=True, help="The processor's own id of it (re_...): the same is booked once.")
@click.argument("reference")
@click.argument("amount")
def refund(named: str | None, name: str, reference: str, amount: str) -> None:
    """Book that AMOUNT of a payment was given back at the processor (or never came): it is owed again.

    This books only: it gives nobody money. AMOUNT is in the payment's currency, such as 121.50.
    """
    with _payment(named, reference) as (books, payment):
        try:
            money = Money.of(amount, payment.total.currency)
        except ValueError as error:
            raise click.ClickException(str(error)) from None
        now = real_now()
        done = book_refund(books, payment.id, name, money, now, now.astimezone().date())
        click.echo(
            f"{name} was booked before; nothing is changed" if not done else f"{money} of {reference} given back"
        )
        click.echo(f"in all {refunded(books, payment)} of {payment.total}")


@ledger.command("bring-along")
def bring() -> None:
    """Book what servers from before the ledger booked beside `ivr db upgrade`, once the last of them has ended.

    To do it again changes nothing. What it books says so (`ivr ledger show`).
    """
    database = open_database(read_settings())
    try:
        brought = bring_along(database)
    finally:
        database.close()
    click.echo(f"{brought.payments} payments and {brought.balances} other changes of balances brought along")


@contextmanager
def _payment(named: str | None, reference: str) -> Iterator[tuple[Books, Payment]]:
    settings = read_settings()
    database = open_database(settings)
    try:
        line = line_meant(Lines(database), settings, named)
        with open_unit(settings, database, line).begin() as (_, books):
            payment = books.payments.by_reference(reference)
            if payment is None:
                raise click.ClickException(f"line {line} has no payment {reference}")
            yield books, payment
    finally:
        database.close()


def _told(entry: Entry) -> Iterator[str]:
    about = f"  {entry.about}" if entry.about else ""
    yield f"{entry.booked}  {entry.kind}  {entry.key}{about}"
    for posting in entry.postings:
        yield f"    {posting.book:12} {posting.amount!s:>16}  {posting.account or ''}".rstrip()
