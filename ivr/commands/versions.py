"""ivr versions: what was live when, by whom and why."""

from __future__ import annotations

import json

import click

from ivr.commands.published import SHORT, line_meant, line_option, moment, open_lines
from ivr.runtime.clock import milliseconds, real_now
from ivr.store import publications

LONGEST_CALL_MS = 24 * 60 * 60 * 1000
"""A call that was not heard of for longer is over, whether or not the carrier told us."""


@click.command()
@line_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def versions(named: str | None, form: str) -> None:
    """List the publications of the line, the newest (the live one) first, and how many calls are on each version."""
    with open_lines() as (lines, settings):
        line = line_meant(lines, settings, named)
        with lines.database.reading() as connection:
            past = publications.history(connection, line)
            calls = publications.under_way(connection, line, milliseconds(real_now()) - LONGEST_CALL_MS)
    if form == "json":
        rows = [{**each.__dict__, "live": each is past[0], "calls": calls.get(each.version, 0)} for each in past]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    if not past:
        click.echo(f"nothing of line {line} was published yet: run 'ivr publish'")
    for each in past:
        marks = ["live"] if each is past[0] else []
        if count := calls.pop(each.version, 0):
            marks.append("1 call" if count == 1 else f"{count} calls")
        what = [
            f"{each.number:>4}  {each.version[:SHORT]}  {moment(each.at)}  {each.kind:8}  {each.who}",
            f"  {each.note}" if each.note else "",
            f"  [{', '.join(marks)}]" if marks else "",
        ]
        click.echo("".join(what))
