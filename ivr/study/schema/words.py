"""Descriptions, from where the models are described: docstrings of classes and of fields.

A field is described by the string below it; or in its class's docstring as `min, max: limits of the answer.`; or
there as a column, `per_days  this many granted in that many days.`
"""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from itertools import pairwise
from textwrap import dedent

from pydantic import BaseModel

from ivr.study.schema.further import FURTHER


def about(model: type[BaseModel]) -> str:
    """What the model's docstring says, without what it says of single fields."""
    text = inspect.getdoc(model) if "__doc__" in vars(model) and model.__doc__ else ""
    lines = (text or "").split("\n\n")[0] if _columns(model) else (text or "")
    for start, end, _, _ in reversed(list(_listed(model, lines))):
        lines = lines[:start] + lines[end:]
    return " ".join(lines.split())


@cache
def fields(model: type[BaseModel]) -> dict[str, str]:
    """What is said of each field (by its name in files), the nearest class first."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if not (isinstance(each, type) and issubclass(each, BaseModel)) or each is BaseModel:
            continue
        for name in model.model_fields:
            further = FURTHER.get(f"{each.__name__}.{alias(model, name)}")
            found |= {name: further} if further is not None else {}
        text = inspect.getdoc(each) if "__doc__" in vars(each) and each.__doc__ else ""
        for _, _, listed, said in _listed(model, text or ""):
            found |= dict.fromkeys(listed, said)
        found |= _columns(each)
        found |= _below(each)
    return {alias(model, name): " ".join(text.split()) for name, text in found.items() if name in model.model_fields}


def alias(model: type[BaseModel], name: str) -> str:
    """A field's name in files."""
    return model.model_fields[name].alias or name


def _names(model: type[BaseModel]) -> dict[str, str]:
    """Fields by both their names: `with` and `with_` are the same."""
    both = {name: name for name in model.model_fields}
    return both | {alias(model, name): name for name in model.model_fields}


def _listed(model: type[BaseModel], text: str) -> list[tuple[int, int, list[str], str]]:
    """`min, max: limits of the answer.` in a docstring: where, which fields, what is said."""
    known = _names(model)
    heads = []
    for match in re.finditer(r"(?:(?<=\n)|(?<=[.;] )|^)([a-z_]+(?:, [a-z_]+)*): ", text):
        names = match.group(1).split(", ")
        if all(name in known for name in names):
            heads.append((match, [known[name] for name in names]))
    found = []
    for number, (match, named) in enumerate(heads):
        end = heads[number + 1][0].start() if number + 1 < len(heads) else len(text)
        end = min([end, *(match.end() + at for at in (text[match.end() :].find("\n\n"),) if at >= 0)])
        found.append((match.start(), end, named, text[match.end() : end].strip()))
    return found


def _columns(model: type[BaseModel]) -> dict[str, str]:
    """`per_days  this many granted in that many days.` in a docstring, one or two a line."""
    if "__doc__" not in vars(model) or not model.__doc__:
        return {}
    known = _names(model)
    found: dict[str, str] = {}
    for line in (inspect.getdoc(model) or "").splitlines():
        parts = [part for part in re.split(r"\s{2,}", line.strip()) if part]
        for head, said in pairwise(parts):
            names = head.split(" / ")
            if all(name in known for name in names):
                found |= {known[name]: said for name in names}
    return found


def _below(model: type[BaseModel]) -> dict[str, str]:
    """The strings that stand below fields in the source."""
    body = ast.parse(dedent(inspect.getsource(model))).body[0]
    found: dict[str, str] = {}
    for field, below in pairwise(body.body) if isinstance(body, ast.ClassDef) else ():
        said = below.value if isinstance(below, ast.Expr) else None
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(said, ast.Constant):
            found[field.target.id] = str(said.value)
    return found
