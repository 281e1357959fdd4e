"""ivr demo: the line with demo accounts, and a telephone beside it. What `scripts/run` runs."""

from __future__ import annotations

import click


@click.command()
@click.option("--serve", "serve_only", is_flag=True, help="Only serve.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
def demo(serve_only: bool, port: int) -> None:
    """Start the line with demo accounts and call it."""
