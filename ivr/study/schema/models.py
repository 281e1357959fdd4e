"""JSON Schema of pydantic models, as their YAML is read: a definition a model, fields by their names in files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from ivr.study.schema import scalars
from ivr.study.schema.scalars import Json
from ivr.study.schema.words import about, alias, fields

Reader = Callable[[Json], Json]
"""What a reader does before validation: the schema of what it makes -> the schema of what may be written."""


class Models:
    """Collects definitions. `readers`: by validating function. `shapes`: what is true of a whole model beyond its
    fields. `fields`: schemas of single fields, by model and name in files."""

    def __init__(
        self,
        readers: Mapping[Callable[..., Any], Reader],
        shapes: Mapping[type[BaseModel], Reader],
        replaced: Mapping[tuple[type[BaseModel], str], Json],
    ) -> None:
        self.definitions: dict[str, Json] = {}
        self._readers, self._shapes, self._replaced = readers, shapes, replaced

    def ref(self, model: type[BaseModel]) -> Json:
        """A reference to the model's definition, which is made where it is not there yet."""
        if model.__name__ not in self.definitions:
            self.definitions[model.__name__] = {}  # for models that lead to themselves
            self.definitions[model.__name__] = self._model(model)
        return {"$ref": f"#/$defs/{model.__name__}"}

    def _model(self, model: type[BaseModel]) -> Json:
        model.model_rebuild()  # names of models further down in the file are known only then
        said = fields(model)
        properties: dict[str, object] = {}
        for name, field in model.model_fields.items():
            key = alias(model, name)
            schema = self._replaced.get((model, key)) or self._field(field)
            properties[key] = scalars.described(schema, said.get(key, ""))
        made: Json = {"type": "object", "properties": properties, "additionalProperties": False}
        required = [alias(model, name) for name, field in model.model_fields.items() if field.is_required()]
        if required:
            made["required"] = required
        shape = self._shapes.get(model)
        made = shape(made) if shape is not None else made
        return scalars.described(made, about(model))

    def _field(self, field: FieldInfo) -> Json:
        schema = self._of(field.annotation, field.metadata)
        plain = field.default if isinstance(field.default, str | int | float) else None
        return schema | {"default": plain} if plain is not None and not field.is_required() else schema

    def _of(self, kind: object, metadata: Collection[object] = ()) -> Json:
        """The schema of an annotation; validators apply from the last to the first."""
        if get_origin(kind) is Annotated:
            inner, *more = get_args(kind)
            return self._of(inner, [*more, *metadata])
        schema = self._plain(kind, _bounds(metadata))
        for validator in metadata:
            if isinstance(validator, BeforeValidator | AfterValidator) and validator.func in self._readers:
                schema = self._readers[validator.func](schema)
        return schema

    def _plain(self, kind: object, bounds: Json) -> Json:
        origin, arguments = get_origin(kind), get_args(kind)
        if origin in (Union, UnionType):
            return _either([self._of(each, [_Bounds(bounds)]) for each in arguments if each is not NoneType])
        if origin is Literal:
            return scalars.word(arguments)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._mapping(arguments, bounds)
        if isinstance(origin, type) and issubclass(origin, Collection):
            sized = {"minItems": bounds["minLength"]} if "minLength" in bounds else {}
            return {"type": "array", "items": self._of(arguments[0]), **sized}
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return self.ref(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return scalars.word(tuple(str(each.value) for each in kind))
        return _single(kind, bounds)

    def _mapping(self, arguments: tuple[object, ...], bounds: Json) -> Json:
        keys, values = arguments
        schema: Json = {"type": "object", "additionalProperties": self._of(values)}
        named = self._of(keys)
        if "enum" in named:
            schema["propertyNames"] = {"enum": named["enum"]}
        if "minLength" in bounds:
            schema["minProperties"] = bounds["minLength"]
        return schema


def _single(kind: object, bounds: Json) -> Json:
    if kind is bool:
        return scalars.boolean()
    if kind is int:
        return scalars.whole(bounds)
    if kind in (float, Decimal):
        return scalars.decimal(bounds)
    if kind is date:
        return {"type": "string", "format": "date", "pattern": scalars.DATE}
    if kind is datetime:
        return {"type": "string", "pattern": scalars.MOMENT}
    if kind is str:
        pattern = bounds.get("pattern")
        return scalars.text(pattern if isinstance(pattern, str) else None)
    return {}


_WORDS = {
    "ge": "minimum",
    "le": "maximum",
    "gt": "exclusiveMinimum",
    "lt": "exclusiveMaximum",
    "min_length": "minLength",
    "pattern": "pattern",
}


@dataclass(frozen=True)
class _Bounds:
    """Bounds of an optional value, on their way to the value."""

    found: Json


def _bounds(metadata: Collection[object]) -> Json:
    found: Json = {}
    for each in metadata:
        if isinstance(each, _Bounds):
            found |= each.found
        for name, word in _WORDS.items():
            value = getattr(each, name, None)
            if value is not None:
                found[word] = float(value) if isinstance(value, Decimal) else value
    return found


def _either(options: list[Json]) -> Json:
    """One of several; words of several enumerations are one."""
    if len(options) == 1:
        return options[0]
    if all(set(option) == {"enum"} for option in options):
        return scalars.word(tuple(value for option in options for value in _listed(option["enum"])))
    return {"anyOf": options}


def _listed(values: object) -> list[str]:
    return [str(value) for value in values] if isinstance(values, list) else []
