"""Holds `ivr reconcile` to finding every planted fault and nothing else: see scripts/reconcile-faults."""

from __future__ import annotations

import sys
import time
from collections import Counter
from contextlib import closing

import click

from ivr.runtime.reconciling.findings import SORTS
from ivr.runtime.reconciling.matching import Counts
from ivr.store.database import Database
from ivr.store.migrate import upgrade
from tests.support.ledgers import ledger
from tests.support.written_ledgers import found, write


@click.command()
@click.option("--ledgers", default=1000, show_default=True)
@click.option("--faults", default=10, show_default=True, help="Planted in each.")
@click.option("--seed", default=1, show_default=True, help="Of the first ledger; the next has the next.")
@click.option(
    "--size", default=60, show_default=True, help="Plain payments in each, beside those that only look wrong."
)
@click.option("--database", "url", default="sqlite://", show_default=True, help="An empty database to write them into.")
def main(ledgers: int, faults: int, seed: int, size: int, url: str) -> None:
    """Write ledgers and the processor's records of them with faults planted, reconcile each, and compare."""
    began, spent, wrong = time.perf_counter(), 0.0, 0
    planted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    counts = Counts()
    with closing(Database(url)) as database:
        upgrade(database)
        for number in range(seed, seed + ledgers):
            made = ledger(f"ledger-{number}", number, faults, size)
            with database.begin() as connection:
                write(connection, made)
            start = time.perf_counter()
            told = found(database, made, counts)
            spent += time.perf_counter() - start
            planted.update(sort for sort, _ in made.planted.elements())
            right.update(sort for sort, _ in (made.planted & told).elements())
            if told != made.planted:
                wrong += 1
                click.echo(f"seed {number}: not found {[*(made.planted - told)]}, nobody's {[*(told - made.planted)]}")
    for sort in SORTS:
        click.echo(f"{sort.replace('_', ' '):14} {planted[sort]:>6} planted {right[sort]:>6} found")
    click.echo(f"{ledgers} ledgers, {counts.payments} payments, {counts.charges} charges, {counts.under_way} under way")
    click.echo(
        f"{planted.total()} faults planted, {right.total()} found; {wrong} ledgers with anything missed or made up"
    )
    click.echo(f"reconciling took {spent:.1f} s, with writing the ledgers {time.perf_counter() - began:.1f} s")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
