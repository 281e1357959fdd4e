"""`kill -9` on servers and workers and restarts of PostgreSQL while callers pay: see scripts/kills."""

from __future__ import annotations

import asyncio
import json
import logging
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import click
import sqlalchemy as sa

from ivr.domain.records import PaymentStatus
from ivr.runtime.bootstrap import Instead, build
from ivr.runtime.machine import RealMachine
from ivr.settings import read_settings
from ivr.store.calls import turns
from ivr.store.database import database_url
from ivr.store.effects import effects
from ivr.store.lab import shelf
from ivr.store.ledger_tables import payments
from ivr.store.promise_tables import cases
from tests.load.answers import digest
from tests.load.caller import Caller
from tests.load.house import READY_SECONDS, TOKEN, environment, free_port, prepare, wait_for
from tests.load.judging import Verdict, judge_money
from tests.load.mobiles import Mobiles
from tests.load.people import Person
from tests.load.processes import Supervisor, services
from tests.load.storm import Storm, watch
from tests.load.telephone import Telephone, Try
from tests.load.wire import Wire
from tests.support.postgres import Postgres, postgres
from tests.support.stripe.server import KEY as STRIPE_KEY
from tests.support.stripe.server import WEBHOOK_SECRET

FAULTS = ("confirm:lose:0.05", "create:lose:0.03", "confirm:late:0.05:2", "*:drop:0.03", "*:slow:0.1:0.7")
"""The processor's own: answers lost after the charge, requests that never arrive, slowness."""
NEAR = 20.0
"""Seconds after the database was away in which a caller whose turns could not be taken may be given to a person."""
AFTER_TROUBLE = 5.0
CALM = 0.05
"""Of the calls, so many come after the storm: each of them has to go through."""
CALM_SECONDS = 1.0
"""By then whoever starts the processes again has found out about the last kill: what it left of a server says for a
moment that it is ready."""


@dataclass
class Told:
    """What the storm leaves to be judged."""

    telephone: Telephone
    calm: Telephone
    storm: Storm
    callers: list[Caller]
    calm_callers: list[Caller]
    began: float
    took: float


def payer(number: int, chance: random.Random) -> Caller:
    """Nine of ten pay, some with a card that is declined first."""
    good = f"tok_ok_{number}"
    cards = [f"tok_declined_{number}", good] if chance.random() < 0.08 else [good]
    return Caller(Person(number), "pay" if chance.random() < 0.9 else "balance", cards)


async def storm_over(
    supervisor: Supervisor, server: Postgres, url: str, ports: list[int], wanted: tuple[int, int, int], at_once: int
) -> Told:
    """Calls while everything dies, then some in the calm."""
    calls, kills, restarts = wanted
    chance = random.Random(1)
    base = f"http://127.0.0.1:{ports[0]}"
    storm = Storm(supervisor, server, chance, calls, kills, restarts)
    mobiles, over = Mobiles(url), asyncio.Event()
    wire = Wire(base, TOKEN, at_once * 2, ports=ports)
    telephone, calm = Telephone(wire, mobiles, chance, storm.paying), Telephone(wire, mobiles, chance, storm.paying)
    callers = [payer(number, chance) for number in range(calls)]
    later = [payer(calls + number, chance) for number in range(max(4, int(calls * CALM)))]
    supervising, watching = asyncio.create_task(supervisor.run()), asyncio.create_task(watch(storm, over))
    for port in ports:
        await asyncio.to_thread(wait_for, f"http://127.0.0.1:{port}/readyz")
    began = time.monotonic()
    storming = asyncio.create_task(storm.run())
    await place(telephone, callers, at_once, storm)
    await storming
    await asyncio.sleep(CALM_SECONDS)
    await asyncio.wait_for(storm.whole.wait(), READY_SECONDS)
    await place(calm, later, at_once, storm)
    took = time.monotonic() - began
    over.set()
    supervisor.over = True
    await asyncio.gather(supervising, watching)
    wire.close()
    mobiles.close()
    return Told(telephone, calm, storm, callers, later, began, took)


async def place(telephone: Telephone, callers: Sequence[Caller], at_once: int, storm: Storm) -> None:
    waiting = iter(callers)

    async def one_after_the_other() -> None:
        for one in waiting:
            await telephone.call(one)
            storm.ended += 1
            if one.told[-1] != "end: line hung up":
                await asyncio.sleep(AFTER_TROUBLE)  # else an outage uses up all callers in no time

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(one_after_the_other())


class Ahead(RealMachine):
    """The same machine, some time later: for what is asked about after a minute, or after a quarter of an hour."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        return super().now() + self._ahead


def settle(env: dict[str, str]) -> list[int]:
    """How many effects workers still found to do: at once, after leases lapsed and a minute, after 15 minutes."""
    found = []
    for ahead in (timedelta(), timedelta(seconds=70), timedelta(seconds=140), timedelta(minutes=16)):
        settings = read_settings(**{name.lower(): value for name, value in env.items() if _is_setting(name)})
        house = build(settings, instead=Instead(machine=Ahead(ahead)))
        found.append(house.effects.drain())
        house.close()
    return found


def _is_setting(name: str) -> bool:
    return name.startswith(("IVR_", "STRIPE_", "TWILIO_", "DATABASE_"))


def charged(record: Path) -> tuple[Counter[str], Counter[str]]:
    """Successful charges at the processor, by call and by our key."""
    with sqlite3.connect(record) as connection:
        documents = connection.execute("SELECT document FROM objects WHERE kind = 'payment_intent'").fetchall()
    made = [json.loads(document) for (document,) in documents]
    taken = [each["metadata"] for each in made if each["status"] == "succeeded"]
    return Counter(each["call"] for each in taken), Counter(each["key"] for each in taken)


def judge(url: str, record: Path, told: Told, settled: list[int]) -> Verdict:
    verdict, storm = Verdict(), told.storm
    verdict.tell("calls in the storm", len(told.callers))
    for what, count in sorted(storm.supervisor.kills.items()):
        verdict.tell(f"kill -9: {what}", count)
    for mode, count in sorted(storm.restarted.items()):
        verdict.tell(f"PostgreSQL restarted: {mode}", count)
    verdict.must_be_none("processes that ended and were not killed", storm.supervisor.died.elements())
    for what, count in sorted(told.telephone.counts.items()):
        verdict.tell(what, count)
    for why, count in sorted(told.telephone.ends.items()):
        verdict.tell(f"calls that ended: {why[:40]}", count)
    _judge_dropped(told, verdict)
    verdict.tell("calls in the calm after it", len(told.calm_callers))
    unwell = [f"{one.person.sid}: {one.told}" for one in told.calm_callers if one.told[-1] != "end: line hung up"]
    verdict.must_be_none("of those, not brought to their end by the line", unwell)
    unpaid = [one.person.sid for one in told.calm_callers if one.wish == "pay" and not _answered(one)]
    verdict.must_be_none("of those, payers who were not told what came of it", unpaid)
    verdict.tell("left to be done at once/after 1/2/16 minutes", "/".join(str(count) for count in settled))
    engine = sa.create_engine(database_url(url))
    with engine.connect() as connection:
        _judge_answers(connection, told, verdict)
        by_call, by_key = charged(record)
        verdict.must_be_none("keys charged more than once", [key for key, times in by_key.items() if times > 1])
        judge_money(connection, [*told.callers, *told.calm_callers], by_call, verdict)
        _judge_promises(connection, told, by_call, verdict)
        _judge_unknown(connection, verdict)
        _judge_messages(connection, verdict)
    engine.dispose()
    return verdict


def _answered(one: Caller) -> bool:
    return not {"paid", "unknown", "in progress", "not charged", "call back"}.isdisjoint(one.told)


def _judge_dropped(told: Told, verdict: Verdict) -> None:
    """Calls whose webhook nobody answered, nor its fallback. A server answers whatever else is away; so each try must
    have been on a server that fell, or on none, and the last of them while no server stood."""
    servers = {server.port: server for server in told.storm.supervisor.servers}
    outages = told.storm.supervisor.outages()

    def explained(tries: Sequence[Try]) -> bool:
        lost = [
            one.port is None or (one.port in servers and servers[one.port].was_down(one.began, one.ended))
            for one in tries
        ]
        return all(lost) and any(since <= tries[-1].ended and tries[-1].began <= until for since, until in outages)

    dropped = [*told.telephone.dropped, *told.calm.dropped]
    unexplained = [
        f"{one.sid}: "
        + ", ".join(f"{_clock(told, each.began)} to {_clock(told, each.ended)} {each.why}" for each in one.tries)
        for one in dropped
        if not explained(one.tries)
    ]
    for since, until in outages[1:]:  # the first is before they were started
        within = [one for one in dropped if since <= one.tries[-1].ended and one.tries[-1].began <= until]
        verdict.tell(f"no server stood from {_clock(told, since)} to {_clock(told, until)}: calls lost", len(within))
    for since, until in told.storm.away:
        verdict.tell(f"PostgreSQL was away from {_clock(told, since)} to {_clock(told, until)}", "")
    verdict.tell("calls without an answer while no server stood", len(dropped) - len(unexplained))
    verdict.must_be_none("calls without an answer while one stood", unexplained)
    away = [*outages, *told.storm.away]
    early = [
        f"{what} at {_clock(told, at)}"
        for what, at in (*told.telephone.handed_over, *told.calm.handed_over)
        if not any(begin < at < end + NEAR for begin, end in away)
    ]
    verdict.must_be_none("calls handed to a person while the service was there", early)


def _clock(told: Told, at: float) -> str:
    """Seconds since the storm began."""
    return f"{at - told.began:.1f} s"


def _judge_answers(connection: sa.Connection, told: Told, verdict: Verdict) -> None:
    """The same bytes for a turn, whoever answered: what is neither stored nor a redirect is an apology."""
    stored = {
        (row.call, row.number): digest(row.answer.encode())
        for row in connection.execute(sa.select(turns.c.call, turns.c.number, turns.c.answer))
    }
    same = again = 0
    other: list[str] = []
    for phone in (told.telephone, told.calm):
        for turn, documents in phone.answers.documents.items():
            for name, times in documents.items():
                if name == stored.get(turn):
                    same += times
                elif name in phone.answers.redirects or name in phone.answers.hangups:
                    again += times
                elif name not in phone.answers.apologies:
                    other.append(f"turn {turn[1]} of {turn[0]}")
        verdict.wrong += phone.answers.wrong
    verdict.tell("answers that are the stored one, byte for byte", same)
    verdict.tell("unstored redirects", again)
    verdict.must_be_none("turns with an answer of other bytes that is no apology", other)


def _judge_promises(connection: sa.Connection, told: Told, charged: Counter[str], verdict: Verdict) -> None:
    """Whoever was told last that nothing was charged was charged nothing; whoever is to be called back is on a list."""
    callers = [*told.callers, *told.calm_callers]
    verdict.tell("callers told that they will be called back", sum("call back" in one.told for one in callers))
    noted = set(connection.execute(sa.select(cases.c.call).where(cases.c.kind == "callback")).scalars())
    forgotten = [one.person.sid for one in callers if "call back" in one.told and one.person.sid not in noted]
    verdict.must_be_none("of those, without a case", forgotten)
    verdict.tell("callers told that nothing was charged", sum(one.sure_of_no_charge for one in callers))
    wrongly = [one.person.sid for one in callers if one.sure_of_no_charge and charged[one.person.sid]]
    verdict.must_be_none("of those, charged all the same", wrongly)
    lost = [one.told[-1] for one in callers if one.told[-1].startswith("end: lost")]
    verdict.must_be_none("callers who did not know what to press", lost)


def _judge_unknown(connection: sa.Connection, verdict: Verdict) -> None:
    """After a quarter of an hour no payment hangs in the air, unless it is a person's case."""
    open_ones = (PaymentStatus.PENDING.value, PaymentStatus.UNKNOWN.value)
    hanging = connection.execute(sa.select(payments.c.id, payments.c.account).where(payments.c.status.in_(open_ones)))
    with_case = set(connection.execute(sa.select(cases.c.account)).scalars())
    verdict.must_be_none(
        "payments of unknown result without a case", [row.id for row in hanging if row.account not in with_case]
    )
    undone = sa.select(effects.c.key).where(effects.c.status.not_in(("done", "failed")))
    left = list(connection.execute(undone).scalars())
    verdict.must_be_none("effects left undone", left)


def _judge_messages(connection: sa.Connection, verdict: Verdict) -> None:
    """Codes at most once; receipts at least once, and again only where a try was cut off."""
    rows = connection.execute(sa.select(effects).where(effects.c.kind != "charge")).all()
    arrived = Counter(connection.execute(sa.select(shelf.c.key).where(shelf.c.kind == "message")).scalars())
    verdict.tell("messages", len(rows))
    tried = [row for row in rows if row.attempts > 1]
    verdict.tell("messages tried again: their first try was cut off", len(tried))
    receipts = [row.key for row in rows if not json.loads(row.payload).get("challenge")]
    verdict.must_be_none("messages other than codes that never arrived", [key for key in receipts if not arrived[key]])


@click.command()
@click.option("--calls", default=2000, show_default=True)
@click.option("--kills", default=200, show_default=True)
@click.option("--restarts", default=20, show_default=True)
@click.option("--at-once", default=40, show_default=True, help="Calls in progress at any time.")
@click.option("--servers", default=2, show_default=True)
@click.option("--processes", default=1, show_default=True, help="Of each server.")
@click.option("--workers", default=2, show_default=True)
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("flows"))
@click.option("--logs", type=click.Path(file_okay=False, path_type=Path), help="Keep the processes' logs here.")
def main(
    calls: int,
    kills: int,
    restarts: int,
    at_once: int,
    servers: int,
    processes: int,
    workers: int,
    folder: Path,
    logs: Path | None,
) -> None:
    """Kill servers and workers and restart PostgreSQL while callers pay, and hold books, processor and callers
    against each other."""
    logging.getLogger("ivr").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="ivr-kills-") as temporary, postgres() as server:
        place = logs or Path(temporary)
        place.mkdir(parents=True, exist_ok=True)
        url, record = server.url(), Path(temporary) / "stripe.db"
        prepare(url, folder, calls + max(4, int(calls * CALM)))
        verdict, took, seconds = run(
            server, url, folder, record, place, (calls, kills, restarts), at_once, (servers, processes, workers)
        )
    click.echo(verdict.table())
    ordered = sorted(seconds)
    click.echo(f"{took:.0f} s, {len(ordered)} answers, p50 {ordered[len(ordered) // 2] * 1000:.0f} ms")
    for one in verdict.wrong[:20]:
        click.echo(f"WRONG {one}")
    click.echo(f"{len(verdict.wrong)} violations")
    sys.exit(1 if verdict.wrong else 0)


def run(
    server: Postgres,
    url: str,
    folder: Path,
    record: Path,
    place: Path,
    wanted: tuple[int, int, int],
    at_once: int,
    shape: tuple[int, int, int],
) -> tuple[Verdict, float, list[float]]:
    """The storm, what is left settled, and the verdict; how long it took, and how long each answer."""
    servers, processes, workers = shape
    ports, stripe = [free_port() for _ in range(servers)], free_port()
    env = environment(
        url,
        folder,
        IVR_PAYMENTS="stripe",
        STRIPE_API_KEY=STRIPE_KEY,
        STRIPE_WEBHOOK_SECRET=WEBHOOK_SECRET,
        STRIPE_API_BASE=f"http://127.0.0.1:{stripe}",
    )
    faults = [part for fault in FAULTS for part in ("--fault", fault)]
    command = [sys.executable, "-m", "tests.support.stripe", "--port", str(stripe), "--db", str(record), *faults]
    with (place / "stripe.log").open("wb") as out:
        processor = subprocess.Popen(command, stdout=out, stderr=out)
    supervisor = Supervisor(services(env, ports, place, processes, workers))
    try:
        told = asyncio.run(storm_over(supervisor, server, url, ports, wanted, at_once))
        supervisor.stop()
        settled = settle(env)
    finally:
        supervisor.stop()
        processor.terminate()
        processor.wait(20)
    return judge(url, record, told, settled), told.took, told.telephone.seconds


if __name__ == "__main__":
    main()
