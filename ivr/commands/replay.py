"""ivr replay: a call retold, or past calls through a draft."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import click
from sqlalchemy import Connection

from ivr.commands.journals import Ago, Versions, past_call, past_calls
from ivr.errors import LineError, StateError
from ivr.runtime.bootstrap import open_database
from ivr.runtime.clock import real_now
from ivr.runtime.folders import read_folder
from ivr.settings import read_settings
from ivr.store import calls
from ivr.study.replay import compared, retold


@click.command()
@click.option("--since", type=Ago(), help="Play the calls of this long (7d, 12h, 30m) through the draft.")
@click.argument("what", metavar="CALL|DRAFT")
@click.pass_context
def replay(ctx: click.Context, since: timedelta | None, what: str) -> None:
    """Retell CALL: each turn, what was said and heard, what was decided, and why.

    With --since, play past calls through the line in the folder DRAFT, and list each whose ending would change, grouped
    by how; exits 1 if there is any. Journals hold no secret, so neither does this. Nothing is done again.
    """
    database = open_database(read_settings())
    try:
        with database.reading() as connection:
            if since is None:
                _retell(connection, what)
            else:
                ctx.exit(_compare(connection, real_now() - since, Path(what)))
    finally:
        database.close()


def _retell(connection: Connection, call: str) -> None:
    past = past_call(connection, call)
    row = calls.look(connection, call)
    if row is None:
        raise StateError(f"there is no call {call}")
    click.echo(f"call {call} from {past.caller or 'a withheld number'}, version {past.version[:12]} of {row.line}")
    for told in retold(Versions(connection).line(row.line, past.version), past):
        click.echo(told)


def _compare(connection: Connection, since: datetime, folder: Path) -> int:
    draft = read_folder(folder)
    if draft.service is None:
        raise LineError(draft.complaints)
    kept = Versions(connection)
    name, lost, found = draft.service.id, 0, []
    for line, past in past_calls(connection, since):
        if line != name:
            continue
        try:
            found.append((past, kept.line(line, past.version)))
        except StateError as error:
            lost += 1
            click.echo(f"{past.id} cannot be replayed: {error}", err=True)
    comparison = compared(found, draft.service.line)
    for told in comparison.as_text():
        click.echo(told)
    return 1 if comparison.changed or lost else 0
