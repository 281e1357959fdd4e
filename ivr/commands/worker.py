"""ivr worker: finishes what was left."""

from __future__ import annotations

import signal

import click

from ivr.logs import configure
from ivr.runtime.bootstrap import build
from ivr.settings import read_settings


@click.command()
@click.option("--once", is_flag=True, help="Perform all that is due, and exit.")
def worker(once: bool) -> None:
    """Perform effects that no server is performing (messages to send again, charges left by a process that died), and
    end calls of whose end nobody told.

    Servers sweep too; a worker of its own keeps sweeping while they are down. Any number may run.
    """
    settings = read_settings()
    configure(settings.ivr_log_format)
    house = build(settings)
    try:
        if once:
            house.forgotten.sweep()
            click.echo(f"{house.effects.drain()} done")
            return
        house.follow()  # bookings go by the newest policy
        house.end_forgotten()
        signal.signal(signal.SIGTERM, lambda *_: house.effects.stop())
        house.effects.work()
    finally:
        house.close()
