"""The options of every verb, as docs/flow-language.md shows them: written from the models by `scripts/docs`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ivr.flow.verbs import VERBS, Say, Step
from ivr.study.schema import scalars
from ivr.study.schema.flow_files import flow_schema
from ivr.study.schema.scalars import Json

BEGIN, END = "<!-- written by scripts/docs from the models: begin -->", "<!-- written by scripts/docs: end -->"
_KINDS = {"array": "list", "object": "mapping"}
_REFERENCES = {"Check": "mapping: `do`, `with`", "Target": "target", "Branch": "branch", "Option": "choice"}


def reference() -> str:
    """The options as Markdown, between their marks."""
    definitions = scalars.part(flow_schema(), "$defs")
    common = [field.alias or name for name, field in Step.model_fields.items()]
    lines = [BEGIN, "", "| verb | option | | |", "|---|---|---|---|"]
    lines += _rows("any", scalars.part(definitions, Say.__name__), common)
    for name, verb in VERBS.items():
        made = scalars.part(definitions, verb.__name__)
        lines += _rows(f"`{name}`", made, [key for key in scalars.part(made, "properties") if key not in common])
        if verb.outcomes:
            listed = ", ".join(f"`{outcome}`" for outcome in verb.outcomes)
            lines.append(f"| `{name}` | ends in | {listed} | normal: `{verb.normal}` |")
    return "\n".join([*lines, "", END])


def replaced(page: str) -> str:
    """The page with its options written anew. Raises ValueError when it has no place for them."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page needs a line '{BEGIN}' and a line '{END}'")
    return before + reference() + after


def _rows(verb: str, made: Json, keys: list[str]) -> Iterator[str]:
    required = made.get("required")
    for key in keys:
        option = scalars.part(scalars.part(made, "properties"), key)
        needed = ", needed" if isinstance(required, list) and key in required and f"`{key}`" != verb else ""
        said = str(option.get("description", "")).rstrip(".").replace("|", "\\|")
        yield f"| {verb} | `{key}` | {_kind(option)}{needed} | {said[:1].lower()}{said[1:]} |"


def _kind(option: Json) -> str:
    """What belongs there, in a few words."""
    if "$ref" in option:
        return _REFERENCES.get(str(option["$ref"]).rpartition("/")[2], "mapping")
    if isinstance(words := option.get("enum"), list):
        return ", ".join(f"`{word}`" for word in words)
    kinds = option.get("type")
    if isinstance(kinds, str) and kinds in _KINDS:
        return _KINDS[kinds]
    if isinstance(kinds, list) and kinds[0] in ("integer", "number"):
        least, most = option.get("minimum"), option.get("maximum")
        span = f", {least} to {most}" if least is not None and most is not None else ""
        return ("whole number" if kinds[0] == "integer" else "number") + span
    return "`true` or `false`" if isinstance(kinds, list) and kinds[0] == "boolean" else "text"


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(replaced(path.read_text(encoding="utf-8")), encoding="utf-8")
