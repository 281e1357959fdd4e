"""ivr serve: the line on HTTP."""

from __future__ import annotations

import os
from pathlib import Path

import click
from granian import Granian
from granian.constants import Interfaces

from ivr.errors import SettingsError
from ivr.runtime.bootstrap import build
from ivr.settings import read_settings


@click.command()
@click.option("--lab", is_flag=True, help="Serve demo data with /_lab/ routes for tests; stand-ins only.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="Above 1: PostgreSQL only.")
@click.option("--line", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The line's folder.")
def serve(lab: bool, host: str, port: int, processes: int, line: Path | None) -> None:
    """Serve the line to Twilio. Settings come from the environment: see docs/production.md."""
    if line is not None:
        os.environ["IVR_LINE"] = str(line)
    if lab:
        os.environ["IVR_LAB"] = "1"
    os.environ.setdefault("IVR_PUBLIC_URL", f"http://{host}:{port}")
    settings = read_settings()
    if settings.embedded and processes > 1:
        raise SettingsError("SQLite is one process: set DATABASE_URL to PostgreSQL for more")
    house = build(settings, lab=lab)  # what is wrong is said here, once, and not by every process
    if house.laboratory is not None:
        house.laboratory.reset()
    house.close()
    click.echo(f"{settings.ivr_line} answers at {settings.ivr_public_url}/voice", err=True)
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
