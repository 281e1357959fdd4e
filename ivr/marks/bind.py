"""Binding marked nodes to pydantic models, with pydantic's errors told at their places in an admin's words."""

from __future__ import annotations

import re
from collections.abc import Collection
from types import UnionType
from typing import Annotated, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from ivr.marks.complaint import Complaint, Place, nearest
from ivr.marks.nodes import Mapping, Node, Sequence, place_at, plain

Model = TypeVar("Model", bound=BaseModel)


class Written(BaseModel):
    """Base of what is written in files: frozen, and a key it does not know is a complaint."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False, arbitrary_types_allowed=True)


def bind(node: Node, model: type[Model]) -> tuple[Model | None, list[Complaint]]:
    """`node` as a `model`, or the complaints that say why not. Scalars arrive as text; pydantic turns them into
    numbers, dates and so on as the model's fields ask."""
    if not isinstance(node, Mapping):
        return None, [Complaint(node.place, "type", "A mapping (key: value) belongs here", "write 'key: value' lines")]
    try:
        return model.model_validate(plain(node)), []
    except ValidationError as error:
        details = error.errors()
        return None, sorted({_complaint(node, model, each) for each in details if not _follows(each, details)})


def _follows(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether there are too few of something because one within could not be read, which is told itself."""
    where = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(each["loc"]) > len(where) and each["loc"][: len(where)] == where for each in details
    )


def _complaint(node: Node, model: type[BaseModel], detail: ErrorDetails) -> Complaint:
    path = tuple(detail["loc"])
    kind = detail["type"]
    last = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        return Complaint(
            place_at(node, path),
            "unknown-key",
            f"There is no '{last}' here",
            nearest(last, known_keys(model, path[:-1])),
        )
    if kind == "missing":
        place = place_at(node, path[:-1])
        return Complaint(place, "missing-key", f"'{last}' is missing", f"add '{last}: ...'")
    given = detail["input"]
    expected = _QUOTED.findall(str(detail.get("ctx", {}).get("expected", "")))
    if kind in ("literal_error", "enum") and expected:
        return Complaint(value_place(node, path), "type", f"'{given}' cannot be here", nearest(str(given), expected))
    message = _message(detail)
    shown = f"'{given}': " if isinstance(given, str) and len(given) < 60 else ""
    return Complaint(value_place(node, path), "type", f"{shown}{message[:1].upper()}{message[1:]}")


_QUOTED = re.compile(r"'([^']*)'")


def _message(detail: ErrorDetails) -> str:
    """Pydantic's words in an admin's."""
    kind = detail["type"]
    limits = detail.get("ctx", {})
    if kind in ("int_parsing", "int_type", "int_from_float"):
        return "a whole number belongs here"
    if kind in ("float_parsing", "float_type", "decimal_parsing"):
        return "a number belongs here"
    if kind in ("bool_parsing", "bool_type"):
        return "true or false belongs here"
    if kind == "string_type":
        return "text belongs here"
    if kind in ("model_type", "dict_type", "mapping_type"):
        return "a mapping (key: value) belongs here"
    if kind in ("list_type", "tuple_type"):
        return "a list belongs here"
    if kind == "greater_than_equal":
        return f"this must be at least {limits.get('ge')}"
    if kind == "greater_than":
        return f"this must be more than {limits.get('gt')}"
    if kind.startswith("date_") or kind == "date_type":
        return "a day of the calendar belongs here, written as 2026-12-24"
    if kind == "less_than_equal":
        return f"this must be at most {limits.get('le')}"
    if kind == "too_short":
        return "nothing is here, and something must be"
    if kind == "string_pattern_mismatch":
        return "this is not written as it must be"
    return detail["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")


def value_place(node: Node, path: tuple[int | str, ...]) -> Place:
    """The place of the value that `path` leads to, rather than of its key."""
    here: Node | None = node
    for part in path:
        if isinstance(here, Mapping):
            here = here.get(str(part))
        elif isinstance(here, Sequence) and isinstance(part, int) and part < len(here.items):
            here = here.items[part]
        else:
            here = None
        if here is None:
            return place_at(node, path)
    return here.place if here is not None else node.place


def known_keys(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The keys of the model that `path` leads to inside `model`; none when it leads out of models."""
    current: object = model
    contained = False  # the next part is a key or an index of a container, not a field
    for part in path:
        if contained:
            contained = False
        elif isinstance(current, type) and issubclass(current, BaseModel):
            fields = {(field.alias or name): field for name, field in current.model_fields.items()}
            if str(part) not in fields:
                return []
            current, contained = _inner(fields[str(part)].annotation), _contains(fields[str(part)].annotation)
    if isinstance(current, type) and issubclass(current, BaseModel):
        return [field.alias or name for name, field in current.model_fields.items()]
    return []


def _inner(annotation: object) -> object:
    """The model inside Optional[Model], list[Model], dict[str, Model], tuple[Model, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner(argument)
        if isinstance(found, type) and issubclass(found, BaseModel):
            return found
    return annotation


def _contains(annotation: object) -> bool:
    """Whether it is a container (list, dict, tuple, Mapping), perhaps an optional one."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType, Annotated):
        return any(_contains(argument) for argument in get_args(annotation))
    return isinstance(origin, type) and issubclass(origin, Collection)
