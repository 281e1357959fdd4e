"""ivr explore: every step and outcome of a line, walked."""

from __future__ import annotations

import time
from pathlib import Path

import click

from ivr.errors import LineError
from ivr.runtime.folders import read_folder
from ivr.study.explore import Exploration, explore, report, script
from ivr.transcript import write_transcript

MARK = "# Made by `ivr explore --write`: it is written anew, so do not edit it."


@click.command("explore")
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("flows"))
@click.option("--write", "folder", type=click.Path(file_okay=False, path_type=Path), help="Write calls that cover it.")
@click.pass_context
def explore_command(ctx: click.Context, path: Path, folder: Path | None) -> None:
    """Walk every step, choice and outcome of the line in PATH (default: flows).

    Actions are not done: each ends in every way its contract tells. Prints what cannot be reached, and why, steps
    without an end, and what would break; exits 1 if not every step and outcome was reached or a step has no end.

    With --write DIR the few calls that together cover everything are written as transcripts, which `ivr test DIR`
    plays. Files of an earlier --write in DIR are replaced, others are left alone.
    """
    read = read_folder(path)
    if read.service is None:
        raise LineError(read.complaints)
    began = time.monotonic()
    found = explore(read.service.line)
    took = time.monotonic() - began
    for told in report(found):
        click.echo(told)
    click.echo(f"in {took:.1f} s")
    if folder is not None:
        _write(found, folder)
    ctx.exit(0 if found.complete else 1)


def _write(found: Exploration, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("explored-*.yaml"):
        if old.read_text(encoding="utf-8").startswith(MARK):
            old.unlink()
    cover = found.calls()
    for number, made in enumerate(cover.calls, 1):
        text = write_transcript(script(made, f"Explored call {number}"))
        (folder / f"explored-{number:03}.yaml").write_text(f"{MARK}\n{text}", encoding="utf-8")
    for way in cover.missed:
        click.echo(f"{way}: reached, but no call could be written for it", err=True)
    click.echo(f"{len(cover.calls)} calls in {folder}; play them with: ivr test {folder}")
