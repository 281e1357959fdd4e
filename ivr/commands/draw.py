"""ivr draw: a flow at a glance."""

from __future__ import annotations

from pathlib import Path

import click

from ivr.errors import LineError
from ivr.runtime.folders import read_folder
from ivr.study.draw import Colouring, Counts, flow_graph, overview, read_counts, write_dot, write_mermaid, write_svg

WRITERS = {"svg": write_svg, "mermaid": write_mermaid, "dot": write_dot}
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("flow", required=False)
@click.option("--line", "folder", default=Path("flows"), type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--format", "form", default="svg", show_default=True, type=click.Choice(list(WRITERS)))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; default: the terminal.")
@click.option("--coverage", type=FILE, help='Colour what was reached: {"flow": {"step": 3, "step.outcome": 2}}.')
@click.option("--traffic", type=FILE, help="Colour by how often it was: the same JSON.")
def draw(
    flow: str | None, folder: Path, form: str, out: Path | None, coverage: Path | None, traffic: Path | None
) -> None:
    """Draw FLOW, or, without it, all flows of the line and how they run each other.

    Steps stand in the order of the script, asides beside them. What every step has in common (shortcuts, the
    defaults of the flow and the line) is told below the drawing.
    """
    found = read_folder(folder)
    if found.service is None:
        raise LineError(found.complaints)
    counts = _counts(coverage, traffic)
    line = found.service.line
    graph = flow_graph(line, flow, counts) if flow is not None else overview(line, counts)
    drawn = WRITERS[form](graph, counts)
    if out is None:
        click.echo(drawn, nl=False)
    else:
        out.write_text(drawn, encoding="utf-8")


def _counts(coverage: Path | None, traffic: Path | None) -> Counts | None:
    if coverage is not None and traffic is not None:
        raise click.UsageError("--coverage or --traffic, not both")
    file = coverage or traffic
    if file is None:
        return None
    colouring = Colouring.COVERAGE if coverage is not None else Colouring.TRAFFIC
    return read_counts(file.read_bytes(), str(file), colouring)
