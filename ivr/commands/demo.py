"""ivr demo: the line with demo accounts, and a telephone beside it. What `scripts/run` runs."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from werkzeug.serving import WSGIRequestHandler, make_server

from ivr.commands.house import AGENT_PIN
from ivr.domain.demo import demo_table
from ivr.phone import Line, call_by_hand, play
from ivr.phone.commands import read_line
from ivr.runtime.bootstrap import House, build
from ivr.settings import read_settings
from ivr.transcript import read_transcript
from ivr.wsgi import application

DATABASE = "sqlite:///var/demo.db"
CALL = Path("flows/tests/demo.yaml")


@click.command()
@click.option("--serve", "serve_only", is_flag=True, help="Only serve.")
@click.option("--from", "caller", default="+12025550101", show_default=True, help="Whose telephone you hold.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.pass_context
def demo(ctx: click.Context, serve_only: bool, caller: str, port: int) -> None:
    """Start the line with demo accounts and call it.

    In a terminal you are the caller. Without one the shipped demo call is played and printed.
    """
    with _served(port) as (house, line):
        if serve_only:
            click.echo(demo_table())
            click.echo(f"Serving {line.url}; call it with: ivr call --url {line.url} --token {line.token}")
            click.echo("Ctrl-C ends it.")
            threading.Event().wait()
        elif sys.stdin.isatty():
            click.echo(demo_table())
            click.echo("You are calling the line now. Try account 40012345, born 02 29 1980; card 4242424242424242.\n")
            call_by_hand(line, read=read_line, write=click.echo, caller=caller)
        else:
            script = read_transcript(CALL.read_bytes(), str(CALL))
            click.echo(f"{script.transcript.transcript}: {line.url}\n")
            result = play(script, line, show=click.echo)
            click.echo(f"\n{result}")
            house.effects.settle()
            ctx.exit(1 if result.failure else 0)


@contextmanager
def _served(port: int) -> Iterator[tuple[House, Line]]:
    """The lab on HTTP in a thread; on another port where this one is taken."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = None
    for candidate in (port, 0):
        try:
            server = make_server("127.0.0.1", candidate, _nothing, threaded=True, request_handler=_Quiet)
            break
        except (OSError, SystemExit):
            continue
    if server is None:
        raise click.ClickException("no port on 127.0.0.1 could be opened")
    origin = f"http://127.0.0.1:{server.server_port}"
    house = build(read_settings(database_url=DATABASE, ivr_public_url=origin, ivr_agent_pin=AGENT_PIN), lab=True)
    if house.laboratory is not None:
        house.laboratory.begin(datetime.now(house.lines.live.zone).date())
    server.app = application(house)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings = house.lines.live.line.settings
    try:
        yield (
            house,
            Line(
                f"{origin}/voice",
                house.token.reveal(),
                fallback_url=f"{origin}/voice/fallback",
                status_url=f"{origin}/voice/status",
                number=settings.numbers[0],
                agent_number=next(iter(settings.agents), None),
            ),
        )
    finally:
        server.shutdown()
        server.server_close()
        house.close()


def _nothing(_environ: object, _start: object) -> list[bytes]:
    """Stands in until the house is built: the port decides the public URL."""
    return []


class _Quiet(WSGIRequestHandler):
    """Does not log every request onto the telephone's screen."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing."""
