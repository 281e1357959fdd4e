"""ivr effects: what was to be done outside and came to nothing, for operators."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from ivr.errors import IvrError
from ivr.runtime.bootstrap import open_database
from ivr.runtime.clock import milliseconds, real_now
from ivr.settings import read_settings
from ivr.store import deliveries
from ivr.store import effects as store


@click.command()
@click.option("--failed", is_flag=True, help="List what failed, was given up or did not arrive (the default).")
@click.option("--retry", metavar="KEY", help="Try a failed receipt or confirmation again: looked for first, then sent.")
@click.option("--most", default=50, show_default=True, type=click.IntRange(1, 10_000))
def effects(failed: bool, retry: str | None, most: int) -> None:  # noqa: ARG001 - said for who reads the command
    """Messages (and other effects) that came to nothing: refused, given up after a day, or never delivered.

    Charges are never tried again here: what is not known of them is settled with the processor.
    """
    database = open_database(read_settings())
    try:
        if retry is not None:
            with database.begin() as connection:
                again = store.again(connection, retry, milliseconds(real_now()))
            if not again:
                raise IvrError(f"no failed receipt or confirmation has the key {retry}; codes are not sent twice")
            click.echo("will be tried within seconds, by a server or worker that runs")
            return
        with database.reading() as connection:
            found = deliveries.lost(connection, most)
    finally:
        database.close()
    for each in found:
        made = datetime.fromtimestamp(each.made / 1000, UTC).strftime("%Y-%m-%d %H:%M")
        click.echo(f"{made}Z  {each.line}  {each.kind}  {each.status}  {each.key}  {each.why}".rstrip())
    if not found:
        click.echo("nothing failed")
