"""ivr worker: finishes what was left."""

from __future__ import annotations

import signal
from contextlib import ExitStack

import click

from ivr.errors import SettingsError
from ivr.logs import configure
from ivr.metered import metered
from ivr.runtime.bootstrap import House, build
from ivr.settings import read_settings
from ivr.wsgi import measured


@click.command()
@click.option("--once", is_flag=True, help="Perform all that is due, and exit.")
@click.option("--metrics-port", type=click.IntRange(0, 65535), help="Serve /metrics there (IVR_METRICS_TOKEN).")
@click.option("--metrics-host", default="127.0.0.1", show_default=True, help="The address it listens on.")
def worker(once: bool, metrics_port: int | None, metrics_host: str) -> None:
    """Perform effects that no server is performing (messages to send again, charges left by a process that died), book
    refunds that waited for their charge, forget what is old, and end calls of whose end nobody told.

    Servers sweep too; a worker of its own keeps sweeping while they are down. Any number may run.
    """
    settings = read_settings()
    configure(settings.ivr_log_format)
    house = build(settings)
    try:
        if once:
            house.forgotten.sweep()
            house.upkeep.once()
            click.echo(f"{house.effects.drain()} done")
            return
        with ExitStack() as stack:
            if metrics_port is not None:
                _serve_metrics(stack, house, metrics_host, metrics_port)
            house.follow()  # bookings go by the newest policy
            house.end_forgotten()
            house.keep_up()
            signal.signal(signal.SIGTERM, lambda *_: house.effects.stop())
            house.effects.work()
    finally:
        house.close()


def _serve_metrics(stack: ExitStack, house: House, host: str, port: int) -> None:
    """Raises SettingsError without a token, and where the port is taken."""
    page = measured(house)
    if page is None:
        raise SettingsError("IVR_METRICS_TOKEN is missing: whoever reads --metrics-port sends it")
    try:
        taken = stack.enter_context(metered(page, host, port))
    except OSError as error:
        raise SettingsError(f"--metrics-port {port}: {error.strerror}") from None
    click.echo(f"metrics at http://{host}:{taken}/metrics")
