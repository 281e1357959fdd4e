"""`ivr call` and `ivr test`, as far as they need only a URL and a token."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TypeVar

import click

from ivr.errors import PhoneError
from ivr.phone.hand import call_by_hand
from ivr.phone.line import Line
from ivr.phone.run import Dialler, run_transcripts

Command = TypeVar("Command", bound=Callable[..., Any])

_NUMBERS = {"number": "+12025550100", "from": "+12025550123"}


def _line_options(*, required: bool) -> Callable[[Command], Command]:
    """The options that say which line is called, and how it is configured at Twilio."""

    def add(command: Command) -> Command:
        for option in (
            click.option("--status-url", help="Status callback URL, as configured for the number."),
            click.option("--fallback-url", help="Fallback URL, as configured for the number."),
            click.option("--public-url", help="URL the line knows itself by, if another; requests are signed for it."),
            click.option("--to", "number", default=_NUMBERS["number"], show_default=True, help="Number called."),
            click.option("--token", envvar="TWILIO_AUTH_TOKEN", required=required, help="Auth token; signs requests."),
            click.option("--url", required=required, help="Voice URL of the line."),
        ):
            command = option(command)
        return command

    return add


@click.command("call")
@_line_options(required=True)
@click.option("--from", "caller", default=_NUMBERS["from"], show_default=True, help="Caller's number, or 'withheld'.")
@click.option("--record", type=click.Path(dir_okay=False, path_type=Path), help="Write the call as a transcript.")
def call_command(
    *,
    url: str,
    token: str,
    number: str,
    public_url: str | None,
    fallback_url: str | None,
    status_url: str | None,
    caller: str,
    record: Path | None,
) -> None:
    """Call a TwiML application by hand: read what it says, type keys or words."""
    line = Line(url, token, public_url, fallback_url, status_url, number)
    called = None if number == _NUMBERS["number"] else number
    try:
        over = call_by_hand(line, read=read_line, write=click.echo, caller=caller, called=called, record=record)
    except PhoneError as error:
        raise click.ClickException(str(error)) from error
    if over.by == "error":
        sys.exit(1)


def read_line(prompt: str) -> str:
    """A line from the keyboard, or from whatever stands in for it; EOFError at its end."""
    click.echo(prompt, nl=False)
    line = sys.stdin.readline()
    if not line:
        click.echo()
        raise EOFError
    return line.rstrip("\n")


def _unseen(_line: str) -> None:
    pass


def make_test_command(in_process: Callable[[], Dialler] | None = None) -> click.Command:
    """`ivr test`. Without --url it calls `in_process()` for the dialler; when that is None, --url is required."""

    @click.command("test")
    @_line_options(required=in_process is None)
    @click.option("--agents", help="The line's number for agents, for agents' calls without 'to'.")
    @click.option("--show", is_flag=True, help="Show every call: what is heard and done.")
    @click.argument("paths", nargs=-1, required=in_process is None, type=click.Path(exists=True, path_type=Path))
    def command(
        *,
        url: str | None,
        token: str | None,
        number: str,
        public_url: str | None,
        fallback_url: str | None,
        status_url: str | None,
        agents: str | None,
        show: bool,
        paths: tuple[Path, ...],
    ) -> None:
        """Play transcripts against a TwiML application, and tell which passed.

        PATHS are files, or folders of .yaml files; none is flows/tests. Exits with 1 when one failed, with 2 when one
        cannot be read.
        """
        if url is not None:
            if token is None:
                raise click.UsageError("--url needs --token")
            line = Line(url, token, public_url, fallback_url, status_url, number, agents)

            def dialler() -> nullcontext[Line]:
                return nullcontext(line)

            chosen: Dialler = dialler
        elif in_process is not None:
            chosen = in_process()
        else:
            raise click.UsageError("--url is missing")
        shown = click.echo if show else _unseen
        sys.exit(run_transcripts(paths or [Path("flows/tests")], chosen, click.echo, show=shown))

    return command


test_command = make_test_command()
"""`ivr test` for any TwiML application; `ivr.cli` makes its own, that can also build the line."""
