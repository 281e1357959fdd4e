"""ivr chaos: the line under everything that can break, on virtual time, repeatable."""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from pathlib import Path

import click

from ivr.chaos.many import Report, play, play_many
from ivr.chaos.template import template


@click.command()
@click.option("--seeds", default=100, show_default=True, type=click.IntRange(1), help="How many.")
@click.option("--from", "first", default=1, show_default=True, type=click.IntRange(0), help="The first of them.")
@click.option("--seed", type=click.IntRange(0), help="This one alone.")
@click.option("--processes", default=os.cpu_count() or 1, type=click.IntRange(1), help="Default: one for each core.")
@click.option("--story", is_flag=True, help="Tell everything that happened in --seed, also when nothing is wrong.")
@click.option("--line", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("flows"))
@click.pass_context
def chaos(
    ctx: click.Context, seeds: int, first: int, seed: int | None, processes: int, story: bool, folder: Path
) -> None:
    """Simulate callers, networks, databases, processors and dying servers, and hold what must be true (docs/chaos.md).

    A seed is one run of a dozen calls or fewer, the same every time. Exits with 1 when anything was violated, and tells
    the seed and its story.
    """
    if story and seed is None:
        raise click.UsageError("--story goes with --seed")
    began = time.monotonic()
    if seed is not None:
        with tempfile.TemporaryDirectory(prefix="ivr-chaos-") as where:
            reports = [play(template(folder, Path(where)), seed, story=story)]
    else:
        reports = list(play_many(folder, range(first, first + seeds), processes))
    counts: Counter[str] = Counter()
    for report in reports:
        counts.update(report.counts)
        if report.story:
            click.echo("\n".join((f"-- seed {report.seed}", *report.story)))
    _sum(counts, reports, time.monotonic() - began)
    ctx.exit(1 if any(report.failed for report in reports) else 0)


def _sum(counts: Counter[str], reports: list[Report], seconds: float) -> None:
    """The counts, and what was wrong."""
    for name, count in sorted(counts.items()):
        click.echo(f"{name:<28} {count:>9,}")
    failed = [report for report in reports if report.failed]
    click.echo(f"{len(reports)} seeds in {seconds:.1f} s, {len(failed)} failed")
    for report in failed:
        for violation in report.violations:
            click.echo(f"seed {report.seed}: {violation.invariant}: {violation.what} {violation.call}".rstrip())
        if report.broken:
            click.echo(f"seed {report.seed}: the simulation broke: {report.broken}")
        click.echo(f"again: ivr chaos --seed {report.seed} --story")
