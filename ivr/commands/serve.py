"""ivr serve: the line on HTTP."""

from __future__ import annotations

import os
from pathlib import Path

import click
from granian import Granian
from granian.constants import Interfaces

import ivr.commands.counting  # noqa: F401 - before whatever counts
from ivr.errors import SettingsError
from ivr.runtime.bootstrap import House, build, refuse_stand_ins
from ivr.runtime.starting import differs
from ivr.settings import read_settings

LAB_DATABASE = "sqlite:///var/lab.db"


@click.command()
@click.option("--lab", is_flag=True, help="Serve demo data with /_lab/ routes for tests; stand-ins only.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="Above 1: PostgreSQL only.")
@click.option("--line", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The line's folder.")
@click.option("--watch", is_flag=True, help="For development: publish the folder whenever it is saved; one process.")
@click.option("--log-format", type=click.Choice(["text", "json"]), help="How the log is written.  [default: text]")
def serve(
    lab: bool, host: str, port: int, processes: int, line: Path | None, watch: bool, log_format: str | None
) -> None:
    """Serve the line to Twilio: what was published (`ivr publish`), the folder at the first start and in a lab.
    Settings come from the environment: see docs/production.md."""
    if watch and processes > 1:
        raise click.UsageError("--watch is for one process")
    if line is not None:
        os.environ["IVR_LINE"] = str(line)
    if lab:
        os.environ["IVR_LAB"] = "1"
    if watch:
        os.environ["IVR_WATCH"] = "1"
    if log_format is not None:
        os.environ["IVR_LOG_FORMAT"] = log_format
    if lab:  # a lab empties its database: not the one that an unconfigured server keeps its calls in
        os.environ.setdefault("DATABASE_URL", LAB_DATABASE)
    os.environ.setdefault("IVR_PUBLIC_URL", f"http://{host}:{port}")
    settings = read_settings()
    if settings.embedded and processes > 1:
        raise SettingsError("SQLite is one process: set DATABASE_URL to PostgreSQL for more")
    refuse_stand_ins(settings, lab=lab)
    house = build(settings, lab=lab, watch=watch)  # what is wrong is said here, once, and not by every process
    if house.laboratory is not None:
        house.laboratory.reset()
    _tell(house)
    house.close()
    Granian(
        "ivr.wsgi:create",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=processes,
        blocking_threads=4,
        websockets=False,
        respawn_failed_workers=True,
    ).serve()


def _tell(house: House) -> None:
    """What is served, and where that is not what an admin who looks at the folder would think."""
    settings, live = house.settings, house.lines.live
    click.echo(f"{live.id} {live.version[:12]} answers at {settings.ivr_public_url}/voice", err=True)
    for refused in house.lines.refused:
        click.echo(f"{refused} cannot be served by this code: not ready until another one is published", err=True)
    if differs(house.lines, settings.ivr_line):
        click.echo(
            f"{settings.ivr_line} differs from the published version, which is served: 'ivr diff' shows how, "
            "'ivr publish' makes it live",
            err=True,
        )
