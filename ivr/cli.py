"""The command `ivr`: its commands live in `ivr/commands`, one a module, and are imported when they are asked for."""

from __future__ import annotations

from importlib import import_module

import click

from ivr.commands.no_cycles import collecting_nothing
from ivr.errors import IvrError

COMMANDS = {
    "accounts": "ivr.commands.accounts:accounts",
    "call": "ivr.phone.commands:call_command",
    "chaos": "ivr.commands.chaos:chaos",
    "check": "ivr.commands.check:check",
    "db": "ivr.commands.db:db",
    "demo": "ivr.commands.demo:demo",
    "diff": "ivr.commands.diff:diff",
    "draw": "ivr.commands.draw:draw",
    "effects": "ivr.commands.effects:effects",
    "effort": "ivr.commands.effort:effort",
    "explore": "ivr.commands.explore:explore_command",
    "hours": "ivr.commands.hours:hours",
    "ledger": "ivr.commands.ledger:ledger",
    "new": "ivr.commands.new:new",
    "publish": "ivr.commands.publish:publish",
    "reconcile": "ivr.commands.reconcile:reconcile",
    "replay": "ivr.commands.replay:replay",
    "rollback": "ivr.commands.rollback:rollback",
    "schema": "ivr.commands.schema:schema",
    "serve": "ivr.commands.serve:serve",
    "test": "ivr.commands.test:test",
    "versions": "ivr.commands.versions:versions",
    "worker": "ivr.commands.worker:worker",
}
"""By name: where each is. A server's libraries are not loaded to check a line."""


class Group(click.Group):
    """Imports a command when it is asked for; tells an error raised on purpose in its own words."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        with collecting_nothing():  # what is imported stays
            command = getattr(import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name]} is no command")
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except IvrError as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ivr")
def main() -> None:
    """A telephone line that answers for itself."""
