"""ivr draw: a flow at a glance."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from ivr.commands.journals import Ago, traffic
from ivr.errors import LineError
from ivr.flow.line import Line
from ivr.runtime.bootstrap import open_database
from ivr.runtime.clock import real_now
from ivr.runtime.folders import read_folder
from ivr.settings import read_settings
from ivr.study.draw import Colouring, Counts, flow_graph, overview, read_counts, write_dot, write_mermaid, write_svg

WRITERS = {"svg": write_svg, "mermaid": write_mermaid, "dot": write_dot}
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("flow", required=False)
@click.option("--line", "folder", default=Path("flows"), type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--format", "form", default="svg", show_default=True, type=click.Choice(list(WRITERS)))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; default: the terminal.")
@click.option("--coverage", type=FILE, help='Colour what was reached: {"flow": {"step": 3, "step.outcome": 2}}.')
@click.option("--traffic", "counted", type=FILE, help="Colour by how often it was: the same JSON.")
@click.option("--since", type=Ago(), help="Colour by the calls in the database: of the last 7d, 12h, 30m.")
def draw(
    flow: str | None,
    folder: Path,
    form: str,
    out: Path | None,
    coverage: Path | None,
    counted: Path | None,
    since: timedelta | None,
) -> None:
    """Draw FLOW, or, without it, all flows of the line and how they run each other.

    Steps stand in the order of the script, asides beside them. What every step has in common (shortcuts, the
    defaults of the flow and the line) is told below the drawing.
    """
    found = read_folder(folder)
    if found.service is None:
        raise LineError(found.complaints)
    line = found.service.line
    counts = _counts(line, coverage, counted, since)
    graph = flow_graph(line, flow, counts) if flow is not None else overview(line, counts)
    drawn = WRITERS[form](graph, counts)
    if out is None:
        click.echo(drawn, nl=False)
    else:
        out.write_text(drawn, encoding="utf-8")


def _counts(line: Line, coverage: Path | None, counted: Path | None, since: timedelta | None) -> Counts | None:
    if sum(each is not None for each in (coverage, counted, since)) > 1:
        raise click.UsageError("one of --coverage, --traffic and --since")
    if since is not None:
        return _of_calls(line, since)
    file = coverage or counted
    if file is None:
        return None
    colouring = Colouring.COVERAGE if coverage is not None else Colouring.TRAFFIC
    return read_counts(file.read_bytes(), str(file), colouring)


def _of_calls(line: Line, since: timedelta) -> Counts:
    database = open_database(read_settings())
    try:
        with database.reading() as connection:
            tally, lost = traffic(connection, real_now() - since, line)
    finally:
        database.close()
    if lost:
        click.echo(f"{lost} calls cannot be read and are not counted", err=True)
    return read_counts(tally.as_json().encode(), "traffic", Colouring.TRAFFIC)
