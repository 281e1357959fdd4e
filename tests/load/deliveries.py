"""Webhooks that come twice, late, early and beside each other: see scripts/deliveries."""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

import click
import sqlalchemy as sa

from ivr.store.database import database_url
from tests.load.disorder import Disorder
from tests.load.house import TOKEN, environment, prepare, serving
from tests.load.judging import Verdict, judge_effects, judge_money, judge_turns, stand_in_charges
from tests.load.mobiles import Mobiles
from tests.load.people import Person
from tests.load.wire import Wire
from tests.support.postgres import postgres

A_CALL = 14
"""Deliveries of a call, at the least that was seen on average: so many people are needed."""
SETTLE_SECONDS = 100.0
"""A charge of unknown result is asked about after a minute."""


async def deliver(
    base: str, url: str, deliveries: int, at_once: int, people: int, seed: int, minutes: float = 60.0
) -> Disorder:
    """So many calls at any time, until so many webhooks were sent, or the time is up."""
    chance = random.Random(seed)
    wire, mobiles = Wire(base, TOKEN, at_once + at_once // 2), Mobiles(url)
    disorder = Disorder(wire, mobiles, chance)
    numbers, until = iter(range(people)), time.monotonic() + minutes * 60

    async def place() -> None:
        for number in numbers:
            if disorder.sent >= deliveries or time.monotonic() > until:
                return
            await disorder.call(Person(number))

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(place())
    await disorder.settled()
    wire.close()
    mobiles.close()
    return disorder


def judge(url: str, disorder: Disorder, settle: float) -> Verdict:
    """Everything counted, when the effects that are due are done."""
    verdict = Verdict()
    for kind, count in sorted(disorder.counts.items()):
        verdict.tell(f"sent: {kind}", count)
    verdict.tell("deliveries", disorder.sent)
    engine = sa.create_engine(database_url(url))
    settled(engine, settle)
    with engine.connect() as connection:
        judge_turns(connection, disorder.answers, verdict)
        judge_effects(connection, verdict)
        judge_money(connection, disorder.callers, stand_in_charges(connection), verdict)
    engine.dispose()
    return verdict


def settled(engine: sa.Engine, patience: float) -> None:
    """Until no effect is left to do, or for as long as it is worth waiting."""
    until = time.monotonic() + patience
    query = sa.text("SELECT count(*) FROM effects WHERE status NOT IN ('done', 'failed')")
    while time.monotonic() < until:
        with engine.connect() as connection:
            if not connection.execute(query).scalar():
                return
        time.sleep(0.2)


@click.command()
@click.option("--deliveries", default=100_000, show_default=True)
@click.option("--processes", default=4, show_default=True)
@click.option("--at-once", default=48, show_default=True, help="Calls in progress at any time.")
@click.option("--seed", default=1, show_default=True)
@click.option("--settle", default=SETTLE_SECONDS, show_default=True, help="Seconds for charges of unknown result.")
@click.option("--minutes", default=60.0, show_default=True, help="No call begins after so long.")
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("flows"))
def main(deliveries: int, processes: int, at_once: int, seed: int, settle: float, minutes: float, folder: Path) -> None:
    """Deliver webhooks in disorder to several processes on PostgreSQL, and count what came of it."""
    with tempfile.TemporaryDirectory(prefix="ivr-load-") as place, postgres() as server:
        url, people = server.url(), deliveries // A_CALL + at_once
        began = time.monotonic()
        prepare(url, folder, people)
        click.echo(f"{people} people are in the books ({time.monotonic() - began:.0f} s)")
        with serving(environment(url, folder), processes, Path(place) / "log") as base:
            began = time.monotonic()
            disorder = asyncio.run(deliver(base, url, deliveries, at_once, people, seed, minutes))
            took = time.monotonic() - began
            verdict = judge(url, disorder, settle)
    ordered = sorted(disorder.seconds)
    click.echo(verdict.table())
    shares = ", ".join(f"{name} {ordered[int(len(ordered) * at)] * 1000:.0f} ms" for name, at in SHARES)
    click.echo(f"{took:.0f} s, {disorder.sent / took:.0f} deliveries/s, {processes} processes; {shares}")
    for one in verdict.wrong[:20]:
        click.echo(f"WRONG {one}")
    click.echo(f"{len(verdict.wrong)} violations")
    sys.exit(1 if verdict.wrong else 0)


SHARES = (("p50", 0.5), ("p99", 0.99), ("worst", 0.99999))

if __name__ == "__main__":
    main()
