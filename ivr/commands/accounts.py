"""ivr accounts: the demo's customers, for testers."""

from __future__ import annotations

import click

from ivr.domain.demo import demo_table


@click.command()
def accounts() -> None:
    """List the demo accounts: numbers, situations, the answers to their questions, where their codes go."""
    click.echo(demo_table())
