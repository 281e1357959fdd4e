"""scripts/growth: what a turn costs with more flows, more calls on record, and more processes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import sqlalchemy as sa

from ivr.store.database import database_url
from tests.bench import statements
from tests.bench.figures import HEAD, Sample, table
from tests.bench.main import OURS, RUNS, database, measure, prepare
from tests.bench.servers import Served, environment, serving
from tests.bench.wider import wider

LINE = Path("flows").resolve()
TIMES = 10
CONNECTIONS = 16
TURNS, ANSWER = 2, "x" * 300
"""Of each call on record: fewer and shorter than real ones, so that a million fit on a small disk. A turn finds its own
by their key."""
IDS = {
    "postgresql": "'CA' || lpad(to_hex(i), 32, '0')",
    "sqlite": "'CA' || printf('%032x', i)",
}


def fill(engine: sa.Engine, first: int, last: int) -> None:
    """Put the calls with the numbers `first` to `last` on record: copies of a real one that is there, over, each from
    a telephone of its own, a minute apart."""
    numbers = f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
    ident = IDS[engine.dialect.name]
    with engine.begin() as connection:
        query = sa.text("SELECT * FROM calls ORDER BY next_turn DESC, id LIMIT 1")
        model = dict(connection.execute(query).mappings().one())
        columns = {name: f":{name}" for name in model}
        columns |= {"id": ident, "caller": "'+1303' || (1000000 + i)", "ended": "true"}
        columns["began"] = ":began - CAST(i AS bigint) * 60000"
        told = {name: value for name, value in model.items() if f":{name}" in columns[name]}
        into = f"INSERT INTO calls ({', '.join(columns)}) {numbers} SELECT {', '.join(columns.values())} FROM n"
        connection.execute(sa.text(into), told)
        taken = (
            f"INSERT INTO turns (call, number, line, at, body, journal, answer) {numbers} "
            f"SELECT {ident}, k, :line, :began, '', '[]', :answer FROM n CROSS JOIN "
            f"({' UNION ALL '.join(f'SELECT {k} AS k' for k in range(TURNS))}) AS t"
        )
        connection.execute(sa.text(taken), {"line": model["line"], "began": model["began"], "answer": ANSWER})
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("ANALYZE"))
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("CHECKPOINT"))


class Growth:
    """On one database: `url` makes URLs of empty ones, `cpu` gives the processor seconds of its own processes."""

    def __init__(
        self, kind: str, place: Path, url: Callable[[str], str], cpu: Callable[[], float], calls: int, rounds: int
    ) -> None:
        self.kind, self.place, self.url, self.cpu = kind, place, url, cpu
        self.calls, self.rounds = calls, rounds
        self.processes = 2 if kind == "postgresql" else 1
        self.rows: list[tuple[str, ...]] = []

    @contextmanager
    def line(self, name: str, url: str, folder: Path, processes: int) -> Iterator[tuple[Served, list[str], float]]:
        """The line in `folder`, served; the paths of a call's turns; the statements of one."""
        env = {**environment(url), "IVR_LINE": str(folder)}
        prepare(url)
        count = statements.counted(OURS, env)
        with serving(name, OURS, env, self.place / f"{name}.log", processes=processes) as served:
            yield served, served.rehearse(next(RUNS)), count

    def take(self, name: str, served: Served, paths: list[str], count: float) -> None:
        """A row of the table, after a round that is not counted."""
        sample = Sample(f"{self.kind}: {name}", statements=count)
        measure(served, Sample("warm"), paths, self.calls // 2 + CONNECTIONS, CONNECTIONS, self.cpu)
        for _ in range(self.rounds):
            measure(served, sample, paths, self.calls, CONNECTIONS, self.cpu)
        self.rows.append(sample.row())
        click.echo(" | ".join(sample.row()), err=True)

    def flows(self) -> None:
        """The shipped line, and one with so many times its flows."""
        for name, times in (("shipped", 1), ("wider", TIMES)):
            folder = self.place / name
            flows = wider(LINE, folder, times)
            with self.line(name, self.url(name), folder, self.processes) as (served, paths, sent):
                self.take(f"{flows} flows", served, paths, sent)

    def records(self, sizes: Iterable[int]) -> None:
        """One line, and ever more calls on record."""
        url, there = self.url("records"), 0
        with self.line("records", url, LINE, self.processes) as (served, paths, count):
            engine = sa.create_engine(database_url(url))
            for size in sizes:
                if size:
                    fill(engine, there + 1, size)
                there = size
                self.take(f"{size:,} calls on record", served, paths, count)
            engine.dispose()

    def servers(self, numbers: Iterable[int]) -> None:
        """One line, and ever more processes."""
        for processes in numbers:
            name = f"processes-{processes}"
            with self.line(name, self.url(name), LINE, processes) as (served, paths, count):
                self.take(f"{processes} processes", served, paths, count)


@click.command()
@click.option("--calls", default=120, show_default=True, help="Of eight turns, in a round.")
@click.option("--rounds", default=3, show_default=True)
@click.option("--most", default=1_000_000, show_default=True, help="Calls on record; 1,000 and 100,000 are before it.")
@click.option("--database", "kinds", type=click.Choice(["postgresql", "sqlite"]), multiple=True)
def main(calls: int, rounds: int, most: int, kinds: tuple[str, ...]) -> None:
    """Measure a turn of the shipped line with more flows, more calls on record and more processes."""
    rows: list[tuple[str, ...]] = [HEAD]
    for kind in kinds or ("postgresql", "sqlite"):
        with tempfile.TemporaryDirectory(prefix="ivr-growth-") as place, database(kind, Path(place)) as (url, cpu):
            growth = Growth(kind, Path(place), url, cpu, calls, rounds)
            growth.flows()
            growth.records([size for size in (0, 1_000, 100_000, 1_000_000) if size <= most])
            if kind == "postgresql":
                growth.servers((1, 2, 4))
            rows += growth.rows
    click.echo(table(rows))


if __name__ == "__main__":
    main()
