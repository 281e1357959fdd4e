"""JSON Schema of what people write, generated from the models, for editors.

A schema knows the structure of a file: keys, types, verbs, ways. It does not know what lies in other files or further
up in the same one: whether a step, flow, prompt, action, queue or variable exists, whether conditions and patterns can
be read, and what contradicts itself. `ivr check` knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ivr.study.schema.business_files import hours_schema, policy_schema
from ivr.study.schema.flow_files import flow_schema, line_schema
from ivr.study.schema.scalars import Json
from ivr.study.schema.transcripts import transcript_schema

SCHEMAS: Mapping[str, tuple[str, Callable[[], Json]]] = {
    "flow": ("A flow of a telephone line", flow_schema),
    "line": ("line.yaml: a telephone line", line_schema),
    "policy": ("policy.yaml: the line's rules", policy_schema),
    "hours": ("hours.yaml: when somebody answers", hours_schema),
    "transcript": ("A call as a transcript", transcript_schema),
}


def schema(name: str) -> Json:
    """One of the schemas, whole."""
    title, make = SCHEMAS[name]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **make()}


__all__ = ["SCHEMAS", "Json", "schema"]
