"""The command `ivr`."""

from __future__ import annotations

import click

from ivr.commands import (
    accounts,
    check,
    db,
    demo,
    diff,
    draw,
    effort,
    explore,
    hours,
    new,
    publish,
    replay,
    rollback,
    schema,
    serve,
    test,
    versions,
    worker,
)
from ivr.errors import IvrError
from ivr.phone.commands import call_command


class Group(click.Group):
    """Tells an error raised on purpose in its own words, without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except IvrError as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ivr")
def main() -> None:
    """A telephone line that answers for itself."""


for command in (check.check, serve.serve, call_command, test.test, hours.hours, db.db, worker.worker, demo.demo):
    main.add_command(command)
main.add_command(accounts.accounts)
for command in (publish.publish, versions.versions, rollback.rollback, diff.diff):
    main.add_command(command)
for command in (draw.draw, schema.schema, new.new):
    main.add_command(command)
for command in (explore.explore_command, replay.replay):
    main.add_command(command)
main.add_command(effort.effort)
