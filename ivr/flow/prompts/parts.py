"""What a piece of a prompt names: variables, functions, other prompts."""

from __future__ import annotations

import bisect
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from ivr.marks import Place


class Spots:
    """Offsets in a text as places in its file."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]

    def place(self, at: int) -> Place:
        line = bisect.bisect_right(self.starts, at)
        return Place(self.file, line, at - self.starts[line - 1] + 1)

    def of(self, node: ast.SyntaxNode) -> Place:
        return self.place(node.span.start if node.span is not None else 0)


@dataclass(frozen=True)
class Reference:
    """Another prompt (or `-term`) included by this one."""

    name: str
    attribute: str | None
    place: Place


@dataclass(frozen=True)
class Part:
    """One piece: the text of the prompt `of` (attribute None) or one of its attributes."""

    of: str
    attribute: str | None
    place: Place
    pattern: ast.Pattern = field(compare=False, repr=False)
    variables: Mapping[str, Place] = field(default_factory=dict, hash=False)
    functions: Mapping[str, Place] = field(default_factory=dict, hash=False)
    references: tuple[Reference, ...] = ()

    @cached_property
    def text(self) -> str:
        """The text without what is filled in, for looking at."""
        return "".join(each.value for each in self.pattern.elements if isinstance(each, ast.TextElement))

    @cached_property
    def whole(self) -> str:
        """The text with all of its variants."""
        seen = _Texts()
        seen.visit(self.pattern)
        return " ".join(seen.texts)


def part(of: str, attribute: str | None, pattern: ast.Pattern, place: Place, spots: Spots) -> Part:
    """The piece `pattern` with everything it names."""
    seen = _Names(spots)
    seen.visit(pattern)
    return Part(of, attribute, place, pattern, seen.variables, seen.functions, tuple(seen.references))


class _Texts(Visitor):
    def __init__(self) -> None:
        self.texts: list[str] = []

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - the visitor's names
        self.texts.append(node.value)


class _Names(Visitor):
    def __init__(self, spots: Spots) -> None:
        self.spots = spots
        self.variables: dict[str, Place] = {}
        self.functions: dict[str, Place] = {}
        self.references: list[Reference] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the visitor's names
        self.variables.setdefault(node.id.name, self.spots.of(node))

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
        self.functions.setdefault(node.id.name, self.spots.of(node))
        self.generic_visit(node)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self._refer(node.id.name, node)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        self._refer(f"-{node.id.name}", node)
        self.generic_visit(node)

    def _refer(self, name: str, node: ast.MessageReference | ast.TermReference) -> None:
        attribute = node.attribute.name if node.attribute is not None else None
        self.references.append(Reference(name, attribute, self.spots.of(node)))
