"""Where it goes: targets, and handlers of outcomes, as they may be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, get_args

from pydantic import BaseModel, BeforeValidator

from ivr.flow.contracts import COMMON
from ivr.flow.verbs import VERBS, Handlers, LineHandlers, LineTarget, Menu, Option, Target
from ivr.flow.verbs.base import TargetField
from ivr.flow.verbs.checkpoint import kept_names
from ivr.flow.verbs.menu import KEYS
from ivr.study.schema import scalars
from ivr.study.schema.models import Reader
from ivr.study.schema.scalars import Json

WAYS = ("to", "return", "hang_up")
LINE_OUTCOMES = ("no_input", "no_match", "unavailable", "not_verified", "used_up", "hung_up")


def before(annotation: object) -> Callable[..., Any]:
    """The function that an annotation runs before validation."""
    return next(each.func for each in get_args(annotation) if isinstance(each, BeforeValidator))


def short(schema: Json) -> Json:
    """A name alone, or the mapping. The line's own must lead somewhere: its name is not empty."""
    leading = schema.get("$ref") == f"#/$defs/{LineTarget.__name__}"
    return {"anyOf": [scalars.text() | ({"minLength": 1} if leading else {}), schema]}


def handlers(known: Iterable[str]) -> Reader:
    """By outcome, or by several with commas between; an editor offers the known ones."""
    names = list(dict.fromkeys(known))

    def read(schema: Json) -> Json:
        target = schema["additionalProperties"]
        return schema | {"properties": dict.fromkeys(names, target)}

    return read


def one_way(schema: Json) -> Json:
    """At most one of `to`, `return`, `hang_up`; `with` only beside `return`."""
    two = [[first, second] for at, first in enumerate(WAYS) for second in WAYS[at + 1 :]]
    return schema | {
        "not": {"anyOf": [{"required": pair} for pair in two]},
        "dependentRequired": {"with": ["return"]},
    }


def leads(schema: Json) -> Json:
    """One way, and not none."""
    return one_way(schema) | {"anyOf": [{"required": [way], "properties": {way: {"minLength": 1}}} for way in WAYS]}


def branch(schema: Json) -> Json:
    """One condition, or an `else` that holds all of its target."""
    beside = [{"required": [key]} for key in ("say", *WAYS, "with")]
    conditions = ("if", "unless", "else")
    alone = [
        {"required": [each], "not": {"anyOf": [{"required": [other]} for other in conditions if other != each]}}
        for each in conditions[:2]
    ]
    otherwise = {"required": ["else"], "not": {"anyOf": [*beside, {"required": ["if"]}, {"required": ["unless"]}]}}
    return one_way(schema) | {"oneOf": [*alone, otherwise]}


def menu_keys(schema: Json) -> Json:
    """Choices are on keys of a telephone."""
    scalars.part(scalars.part(schema, "properties"), "choices")["propertyNames"] = {"enum": list(KEYS)}
    return schema


_OUTCOMES = (*COMMON, *(outcome for verb in VERBS.values() for outcome in verb.outcomes if outcome != verb.normal))
_CHOICE = before(get_args(Menu.model_fields["choices"].annotation)[1])


def names(schema: Json) -> Json:
    """Names in brackets; one alone, or `nothing`, may stand without."""
    return {"anyOf": [scalars.text() | {"minLength": 1}, schema]}


READERS: dict[Callable[..., Any], Reader] = {
    kept_names: names,
    before(TargetField): short,  # and of `LineTargetField`: it is the same
    _CHOICE: short,
    before(Handlers): handlers(_OUTCOMES),
}
LINE_READERS: dict[Callable[..., Any], Reader] = READERS | {before(LineHandlers): handlers(LINE_OUTCOMES)}
SHAPES: dict[type[BaseModel], Reader] = {Target: one_way, Option: one_way, LineTarget: leads}
