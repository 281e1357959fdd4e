"""The schema of transcripts: one call, or several."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator

from ivr.study.schema import scalars
from ivr.study.schema.models import Models, Reader
from ivr.study.schema.scalars import Json
from ivr.study.schema.targets import before
from ivr.transcript.model import ACTIONS, Call, Expectations, Keys, Outside, PayWith, Seconds, Step, Transcript

_KEYS = r"^([0-9*#]|\{[A-Za-z_]\w*\})+$"
_SECONDS = r"^\s*\d+(\.\d+)?\s*(s|sec|seconds?|min|minutes?|h|hours?)?\s*$"
_HEARD = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_ONE: Json = {
    "anyOf": [
        _HEARD,
        {
            "type": "object",
            "properties": {
                "pattern": {**scalars.text(), "description": "A regular expression, found in what is said."},
                "exactly": {**scalars.text(), "description": "All that is said."},
            },
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
        },
    ]
}
_EXPECTED: Json = {"anyOf": [_ONE, {"type": "array", "items": _ONE, "minItems": 1}]}
_CARD: Json = {"type": ["string", "integer"], "pattern": r"^[0-9*# ]*$", "minimum": 0}


def transcript_schema() -> Json:
    """A transcript."""
    readers: dict[Callable[..., Any], Reader] = {
        before(Expectations): lambda _: _EXPECTED,
        after(Keys): lambda _: {"type": ["string", "integer"], "pattern": _KEYS, "minimum": 0},
        before(Seconds): lambda _: {"type": ["number", "string"], "minimum": 0, "pattern": _SECONDS},
        _field(Step, "confidence"): lambda _: {
            "anyOf": [scalars.decimal({"minimum": 0, "maximum": 1}), {"enum": ["absent"]}],
        },
        _field(Step, "record"): lambda schema: {"anyOf": [scalars.text(), schema]},
        _field(Step, "text"): lambda schema: {"anyOf": [{"enum": ["any", "true", True]}, schema]},
        _field(Call, "then"): lambda schema: {"anyOf": [schema["items"], schema]},
    }
    keyed: dict[tuple[type[BaseModel], str], Json] = {
        (PayWith, name): _CARD for name in ("card", "expires", "code", "postcode")
    }
    models = Models(
        readers, {Step: _one_thing, PayWith: _one_attempt, Call: _stubs_or_outside, Outside: _something}, keyed
    )
    root: Json = {"if": {"required": ["calls"]}, "then": models.ref(Transcript), "else": models.ref(Call)}
    return {"type": "object", **root, "$defs": models.definitions}


def after(annotation: object) -> Callable[..., Any]:
    """The function that an annotation runs after validation."""
    return next(each.func for each in get_args(annotation) if isinstance(each, AfterValidator))


def _field(model: type[Step | Call], name: str) -> Callable[..., Any]:
    """The function that a field runs before validation; of an optional one, inside."""
    field = model.model_fields[name]
    inner = [each for kind in get_args(field.annotation) for each in get_args(kind)]
    return next(each.func for each in (*field.metadata, *inner) if isinstance(each, BeforeValidator))


def _one_thing(schema: Json) -> Json:
    """At most one thing is done; with none, something is looked at. Some options go with one thing."""
    looked = [{"required": [name]} for name in ("hears", "not_hears", "text", "no_text")]
    nothing: Json = {"not": {"anyOf": [{"required": [name]} for name in ACTIONS]}, "anyOf": looked}
    early: Json = {"properties": {"early": {"enum": [False, "false", "no", "off", 0]}}}
    return schema | {
        "oneOf": [*({"required": [name]} for name in ACTIONS), nothing],
        "anyOf": [early, {"required": ["press"]}],
        "dependentRequired": {"confidence": ["say"]},
    }


def _stubs_or_outside(schema: Json) -> Json:
    """With stubs nothing is asked of services outside."""
    return schema | {"not": {"required": ["stubs", "outside"]}}


def _something(schema: Json) -> Json:
    """At least one service."""
    return schema | {"minProperties": 1}


def _one_attempt(schema: Json) -> Json:
    """What is keyed, or what is pressed instead, or how it is to end."""
    card: Json = {"anyOf": [{"required": [name]} for name in ("card", "expires", "code", "postcode")]}
    return schema | {"oneOf": [card, {"required": ["press"]}, {"required": ["result"]}]}
