"""ivr schema: what an editor needs to know of the files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ivr.study.schema import SCHEMAS
from ivr.study.schema import schema as made


@click.command()
@click.argument("name", required=False, type=click.Choice(list(SCHEMAS)))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="A folder; each schema as a file in it.")
def schema(name: str | None, out: Path | None) -> None:
    """Print the JSON Schema of flows, line, policy, hours or transcripts. docs/editor.md tells how an editor uses it.

    Without NAME --out is needed: all of them are written there, as flow.schema.json and so on.
    """
    if out is None:
        if name is None:
            raise click.UsageError("give a NAME, or --out DIR for all of them")
        click.echo(_written(name), nl=False)
        return
    out.mkdir(parents=True, exist_ok=True)
    for each in [name] if name is not None else list(SCHEMAS):
        (out / f"{each}.schema.json").write_text(_written(each), encoding="utf-8")


def _written(name: str) -> str:
    return json.dumps(made(name), indent=2, ensure_ascii=False) + "\n"
