"""ivr reconcile: the books held against the processor's record."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta

import click

from ivr.commands.journals import Ago
from ivr.errors import GatewayError, IvrError
from ivr.gateways.payments import PaymentRecord
from ivr.runtime.bootstrap import open_database, open_record
from ivr.runtime.clock import real_now
from ivr.runtime.reconciling.findings import SORTS, TITLES, Finding, Sort
from ivr.runtime.reconciling.matching import Counts, Scope
from ivr.runtime.reconciling.period import LATE, Period
from ivr.runtime.reconciling.reconcile import reconcile as reconciled
from ivr.settings import read_settings
from ivr.store.database import Database

FOUND, UNREADABLE = 1, 2
"""Exit codes."""


class Moment(click.ParamType[datetime]):
    """`7d` ago, the midnight of a `2026-11-24` by this machine's clock, or `2026-11-24T15:00-05:00`."""

    name = "7d|date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        text = str(value)
        if re.fullmatch(r"\d+[a-z]", text):
            return real_now() - Ago().convert(text, param, ctx)
        try:
            return datetime.fromisoformat(text).astimezone()
        except ValueError:
            self.fail(f"{text!r} is neither a duration such as 7d nor a date such as 2026-11-24", param, ctx)


@click.command()
@click.option("--since", type=Moment(), default="7d", show_default=True, help="The payments made from then on.")
@click.option("--until", type=Moment(), help="Up to, not including, then; default: now.")
@click.option("--line", help="Of this line; default: of all that the database has.")
@click.option("--late", type=Ago(), help="What is settled later than this is late; default: 15m.")
@click.option("--shared", is_flag=True, help="The processor's account also serves other business: leave that out.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def reconcile(
    ctx: click.Context,
    since: datetime,
    until: datetime | None,
    line: str | None,
    late: timedelta | None,
    shared: bool,
    form: str,
) -> None:
    """Hold the books against the processor's own record, and name all that differs.

    What is missing on either side, taken twice, of another amount, currency or status, given back, or late; and whether
    the ledger is right in itself. Changes nothing. Exits 1 when something differs, 2 when it cannot be told.
    """
    try:
        settings = read_settings()
        database = open_database(settings)
        try:
            now = real_now()
            scope = Scope(Period(since, until or now, now, late or LATE), line, shared)
            ctx.exit(tell(database, open_record(settings, database), scope, form))
        finally:
            database.close()
    except IvrError as error:
        click.echo(f"Error: {error}", err=True)
    ctx.exit(UNREADABLE)


def tell(database: Database, record: PaymentRecord, scope: Scope, form: str) -> int:
    """Prints what differs as it is found; gives the exit code."""
    counts = Counts()
    sorts: Counter[Sort] = Counter()
    told = _tell_json if form == "json" else _tell_text
    found = reconciled(database, record, scope, counts)
    try:
        told(found, scope, counts, sorts)
    except GatewayError as error:
        click.echo(f"The processor's record cannot be read, so nothing can be said: {error}", err=True)
        return UNREADABLE
    return FOUND if sorts else 0


def _tell_text(found: Iterator[Finding], scope: Scope, counts: Counts, sorts: Counter[Sort]) -> None:
    for number, finding in enumerate(found, 1):
        sorts[finding.sort] += 1
        first, *rest = finding.as_text()
        click.echo(f"{number}. {first}")
        for row in rest:
            click.echo(row)
    since, until = (f"{moment.astimezone():%Y-%m-%d %H:%M %Z}" for moment in (scope.period.since, scope.period.until))
    click.echo(f"{'' if not sorts else chr(10)}From {since} to {until}, {scope.line or 'all lines'}:")
    told = f"{counts.payments} payments of ours, {counts.charges} charges at the processor, {counts.matched} matched"
    more = {"too new to judge": counts.under_way, "of other business": counts.others, "disputed": counts.disputed}
    click.echo(", ".join([told, *(f"{number} {what}" for what, number in more.items() if number)]))
    for sort in SORTS:
        if sorts[sort]:
            click.echo(f"  {sorts[sort]:>6}  {sort.replace('_', ' '):14}  {TITLES[sort]}")
    if not sorts:
        click.echo("Nothing differs, and the ledger balances.")


def _tell_json(found: Iterator[Finding], scope: Scope, counts: Counts, sorts: Counter[Sort]) -> None:
    """One document, written as it is found: there may be many."""
    started = False
    for finding in found:
        sorts[finding.sort] += 1
        click.echo(("," if started else '{"findings": [') + json.dumps(finding.as_json(), ensure_ascii=False))
        started = True
    rest = {
        "since": scope.period.since.isoformat(),
        "until": scope.period.until.isoformat(),
        "line": scope.line,
        "counts": asdict(counts),
        "found": dict(sorts),
    }
    click.echo(("]" if started else '{"findings": []') + ", " + json.dumps(rest, ensure_ascii=False)[1:])
