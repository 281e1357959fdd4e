"""ivr hours: whether somebody is there, and which rule says so."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from ivr.domain.opening import describe
from ivr.errors import LineError
from ivr.runtime.folders import read_folder


class Moment(click.ParamType[datetime]):
    """`2026-12-24T16:55`: the line's own time, unless it bears an offset."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a time such as 2026-12-24T16:55", param, ctx)


@click.command()
@click.option("--at", type=Moment(), help="When (default: now), such as 2026-12-24T16:55, in the line's time zone.")
@click.option("--queue", help="One queue; default: all of them.")
@click.option("--line", "folder", default=Path("flows"), type=click.Path(exists=True, file_okay=False, path_type=Path))
def hours(at: datetime | None, queue: str | None, folder: Path) -> None:
    """Say whether each queue is open or closed, which rule says so, and when that changes."""
    found = read_folder(folder)
    if found.service is None:
        raise LineError(found.complaints)
    zone, ruled = found.service.zone, found.service.policy.hours
    if queue is not None and queue not in ruled.queues:
        raise click.BadParameter(
            f"there is no queue {queue!r}; there is: {', '.join(ruled.queues)}", param_hint="--queue"
        )
    moment = datetime.now(zone) if at is None else _local(at, zone)
    for name in [queue] if queue is not None else list(ruled.queues):
        ruling = describe(ruled, name, moment)
        change = ruling.closes if ruling.open else ruling.opens
        verb = "closes" if ruling.open else "opens"
        then = f"; {verb} {change.astimezone(zone):%a %Y-%m-%d %H:%M %Z}" if change is not None else ""
        click.echo(
            f"{name}: {'open' if ruling.open else 'closed'} at {moment:%a %Y-%m-%d %H:%M %Z} by {ruling.rule}{then}"
        )


def _local(at: datetime, zone: ZoneInfo) -> datetime:
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)
