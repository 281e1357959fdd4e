"""The schemas of a flow's file and of line.yaml."""

from __future__ import annotations

from pydantic import BaseModel

from ivr.flow.binding import FlowFile
from ivr.flow.line import LineSettings
from ivr.flow.names import NAME
from ivr.flow.verbs import VERBS, Branch, Step
from ivr.study.schema import targets
from ivr.study.schema.models import Models, Reader
from ivr.study.schema.scalars import Json

NAMED = f"^{NAME.pattern}$"
STEP: Json = {"$ref": "#/$defs/AnyStep"}
TELEPHONE: Json = {"type": ["string", "integer"], "pattern": r"^\+[1-9]\d{6,14}$", "minimum": 10**6}
"""In an editor a number without quotes has lost its plus sign."""


def flow_schema() -> Json:
    """A flow's file. A step is one of the verbs, chosen by its key."""
    shapes: dict[type[BaseModel], Reader] = {Branch: targets.branch, **targets.SHAPES}
    for verb in VERBS.values():
        shapes[verb] = _step(verb)
    named: Json = {"propertyNames": {"pattern": NAMED}}
    models = Models(
        targets.READERS,
        shapes,
        {
            (FlowFile, "steps"): {"type": "object", "additionalProperties": STEP, "minProperties": 1, **named},
            (FlowFile, "asides"): {"type": "object", "additionalProperties": STEP, **named},
        },
    )
    root = models.ref(FlowFile)
    models.definitions["AnyStep"] = {"oneOf": [models.ref(verb) for verb in VERBS.values()]}
    return root | {"$defs": models.definitions}


def _step(verb: type[Step]) -> Reader:
    """One verb's step: its key is there, and its own way is one."""

    def shape(schema: Json) -> Json:
        required = schema.get("required", [])
        made = schema | {"required": sorted({verb.verb, *(required if isinstance(required, list) else [])})}
        made = targets.one_way(made)
        if verb.takes_inputs:
            del made["dependentRequired"]
        return targets.menu_keys(made) if verb.verb == "menu" else made

    return shape


def line_schema() -> Json:
    """line.yaml."""
    listed: Json = {"type": "array", "items": TELEPHONE}
    models = Models(
        targets.LINE_READERS,
        targets.SHAPES,
        {
            (LineSettings, "numbers"): listed | {"minItems": 1},
            (LineSettings, "agents"): listed,
            (LineSettings, "fallback_number"): TELEPHONE,
        },
    )
    return models.ref(LineSettings) | {"$defs": models.definitions}
