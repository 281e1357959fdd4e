"""ivr effort: what it takes a caller to reach what they want."""

from __future__ import annotations

from pathlib import Path

import click

from ivr.runtime.folders import read_folder
from ivr.study.effort import Effort, measured


@click.command()
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("flows"))
@click.pass_context
def effort(ctx: click.Context, path: Path) -> None:
    """Tell the fewest and the most keys and seconds it takes to reach each goal of the line in PATH (default: flows).

    Goals and their limits stand in line.yaml, under limits: effort. Nobody makes a mistake; the seconds are estimates.
    """
    found = read_folder(path)
    if found.service is None:
        for complaint in found.complaints:
            click.echo(str(complaint), err=True)
        ctx.exit(1)
    line = found.service.line
    goals = line.settings.limits.effort
    if not goals:
        click.echo(f"{path}/line.yaml names no goals (limits: effort:)")
        return
    click.echo(f"{'goal':<14} {'language':<9} {'keys':>12} {'limit':>6} {'seconds':>12} {'limit':>6}")
    for each in measured(line):
        limit = goals[each.goal]
        click.echo(
            f"{each.goal:<14} {each.language:<9} {_span(each.fewest.keys, each.worst.keys, each):>12} {limit.keys:>6}"
            f" {_span(round(each.fewest.seconds), round(each.worst.seconds), each):>12} {limit.seconds:>6}"
        )


def _span(fewest: int, worst: int, effort: Effort) -> str:
    """`22 to 25`; with a plus where not every way was tried."""
    return f"{fewest} to {worst}{'' if effort.whole else '+'}"
