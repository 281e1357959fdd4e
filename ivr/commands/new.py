"""ivr new: a line to begin with."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import available_timezones

import click
from babel.numbers import is_currency

from ivr.study.template import New, lay_out


def _currency(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if not is_currency(value):
        raise click.BadParameter(f"{value!r} is not a currency such as USD")
    return value


def _zone(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if value not in available_timezones():
        raise click.BadParameter(f"{value!r} is not a time zone such as America/New_York")
    return value


def _country(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if len(value) != 2 or not (value.isascii() and value.isalpha() and value.isupper()):
        raise click.BadParameter(f"{value!r} is not a country such as US")
    return value


def _name(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if not value.strip() or not value.isprintable():
        raise click.BadParameter("a name is a few words in one line")
    return value.strip()


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default="My line", show_default=True, callback=_name, help="What callers know the line by.")
@click.option("--currency", default="USD", show_default=True, callback=_currency)
@click.option("--country", default="US", show_default=True, callback=_country)
@click.option("--time-zone", default="America/New_York", show_default=True, callback=_zone)
def new(folder: Path, name: str, currency: str, country: str, time_zone: str) -> None:
    """Lay out a small line in DIR, which must be empty or not there: flows, prompts in English and Spanish, policy,
    hours, and a call as a test. It passes `ivr check DIR`; change it from there.
    """
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty: give a folder that is, or a new one")
    for path in lay_out(folder, New(name, currency, country, time_zone)):
        click.echo(str(path))
    click.echo(f"\nNow: ivr check {folder}, and ivr test --line {folder}")
