"""scripts/bench: ours and the twin, side by side, on PostgreSQL and on SQLite."""

from __future__ import annotations

import itertools
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from tests.bench import client, statements
from tests.bench.figures import HEAD, Sample, ratios, table
from tests.bench.servers import BIN, Served, environment, family, seconds_of, serving
from tests.support.postgres import postgres

OURS, TWIN, NOOP = "ivr.wsgi:create", "tests.bench.twin:create", "tests.bench.noop:create"
RUNS = itertools.count(int(time.time()))


@contextmanager
def database(kind: str, place: Path) -> Iterator[tuple[Callable[[str], str], Callable[[], float]]]:
    """Makes URLs of empty databases, by name; and the processor seconds of the database's own processes."""
    if kind == "sqlite":
        yield (lambda name: f"sqlite:///{place / name}.db"), lambda: 0.0
        return
    with postgres() as server:
        yield (lambda _name: server.url()), lambda: sum(map(seconds_of, family(server.pid)))


def measure(served: Served, sample: Sample, paths: list[str], calls: int, connections: int, cpu: Callable[[], float]):
    """One round of a server."""
    wanted = client.Round(served.port, connections, calls, next(RUNS), paths)
    before = served.cpu(), cpu()
    told = client.in_process(wanted)
    if told.wrong:
        raise click.ClickException(f"{served.name} answered: {told.wrong[0]}")
    sample.add(told.seconds, told.turns, served.cpu() - before[0], cpu() - before[1], told.client_cpu)


def compare(kind: str, rounds: int, calls: int, by: str, threads: int) -> tuple[Sample, Sample, Sample]:
    """Interleaved rounds (ours twin twin ours ...) on one database server; and what a server that does nothing
    reaches."""
    processes, connections = (2, 16) if kind == "postgresql" else (1, 16)
    ours, twin, noop = Sample("ours"), Sample("the twin"), Sample("no-op")
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ivr-bench-")))
        url, cpu = stack.enter_context(database(kind, place))
        urls = {name: url(name) for name in ("ours", "twin")}
        prepare(urls["ours"])
        ours.statements = statements.counted(OURS, environment(urls["ours"]))
        twin.statements = statements.counted(TWIN, environment(urls["twin"]))
        served = [
            (
                stack.enter_context(
                    serving(
                        name,
                        app,
                        environment(urls.get(name, "")),
                        place / f"{name}.log",
                        processes=processes,
                        threads=threads,
                        by=by,
                    )
                ),
                sample,
            )
            for name, app, sample in (("ours", OURS, ours), ("twin", TWIN, twin))
        ]
        paths = {each.name: each.rehearse(next(RUNS)) for each, _ in served}
        for each, _ in served:  # caches filled, connections made, code warm
            measure(each, Sample("warm"), paths[each.name], calls // 4 + 16, connections, cpu)
        for number in range(rounds):
            for each, sample in served if number % 2 == 0 else served[::-1]:
                measure(each, sample, paths[each.name], calls, connections, cpu)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving("noop", NOOP, {}, Path(folder) / "log", processes=processes, threads=threads, by=by) as nothing,
    ):
        measure(nothing, Sample("warm"), paths["ours"], calls, connections, lambda: 0.0)
        measure(nothing, noop, paths["ours"], calls, connections, lambda: 0.0)
    return ours, twin, noop


def prepare(url: str) -> None:
    """Bring ours to this code's tables and publish the line."""
    subprocess.run([str(BIN / "ivr"), "db", "upgrade"], env=environment(url), check=True, capture_output=True)


@click.command()
@click.option("--quick", is_flag=True, help="Fewer and shorter rounds: a look, no measurement.")
@click.option("--rounds", type=click.IntRange(1), help="Of each server on each database.")
@click.option("--calls", type=click.IntRange(16), help="Of eight turns, in a round.")
@click.option("--database", "kinds", type=click.Choice(["postgresql", "sqlite"]), multiple=True)
@click.option("--server", "by", type=click.Choice(["granian", "gunicorn"]), default="granian", show_default=True)
@click.option("--threads", default=4, show_default=True)
def main(quick: bool, rounds: int | None, calls: int | None, kinds: tuple[str, ...], by: str, threads: int) -> None:
    """Measure ours and the twin, interleaved: the same eight-turn call over the same web server and database."""
    rounds, calls = rounds or (4 if quick else 10), calls or (150 if quick else 400)
    for kind in kinds or ("postgresql", "sqlite"):
        ours, twin, noop = compare(kind, rounds, calls, by, threads)
        processes = "two processes" if kind == "postgresql" else "one process"
        click.echo(
            f"\n{kind}, {processes} of {by} with {threads} threads, 16 connections, {rounds} rounds of "
            f"{calls} calls each, interleaved\n"
        )
        click.echo(table([HEAD, ours.row(), twin.row(), noop.row()]))
        click.echo("\nours against the twin, round by round: median (least to most)")
        for name, (middle, least, most) in ratios(ours, twin).items():
            click.echo(f"  {name:<24} {middle:.2f} ({least:.2f} to {most:.2f})")


if __name__ == "__main__":
    main()
