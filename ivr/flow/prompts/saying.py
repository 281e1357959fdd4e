"""Whether a prompt says something in every way it may be heard: being chosen by is not being said."""

from __future__ import annotations

from decimal import Decimal

from fluent.syntax import ast

from ivr.flow.prompts.catalogue import Catalogue

_DEEPEST = 20


def always_says(catalogue: Catalogue, prompt: str, figure: str) -> bool:
    """Whether each variant of a prompt speaks `figure`: a variable whose name is, or ends in, it (`fee` for
    $price-fee), or a term (`-free-way`). A variant for nothing (`[0]` of the figure itself) need not."""
    part = catalogue.part(prompt)
    return part is not None and _pattern(catalogue, part.pattern, figure, 0)


def _pattern(catalogue: Catalogue, pattern: ast.Pattern, figure: str, depth: int) -> bool:
    return any(
        _said(catalogue, each.expression, figure, depth) for each in pattern.elements if isinstance(each, ast.Placeable)
    )


def _said(
    catalogue: Catalogue,
    expression: ast.InlineExpression | ast.Placeable | ast.SelectExpression,
    figure: str,
    depth: int,
) -> bool:
    if depth > _DEEPEST:  # prompts that include themselves are complained of elsewhere
        return False
    if isinstance(expression, ast.SelectExpression):
        own = _said(catalogue, expression.selector, figure, depth + 1)
        return all(
            (own and _nothing(each)) or _pattern(catalogue, each.value, figure, depth + 1)
            for each in expression.variants
        )
    if isinstance(expression, ast.Placeable):
        return _said(catalogue, expression.expression, figure, depth + 1)
    if isinstance(expression, ast.VariableReference):
        return expression.id.name == figure or expression.id.name.endswith(f"-{figure}")
    if isinstance(expression, ast.FunctionReference):
        return any(_said(catalogue, each, figure, depth + 1) for each in expression.arguments.positional)
    if (
        isinstance(expression, ast.TermReference)
        and expression.attribute is None
        and f"-{expression.id.name}" == figure
    ):
        return True
    if isinstance(expression, ast.MessageReference | ast.TermReference):
        term = isinstance(expression, ast.TermReference)
        if term and not figure.startswith("-"):
            return False  # a term hears only its arguments, none of the call's variables
        name = f"-{expression.id.name}" if term else expression.id.name
        part = catalogue.part(name, expression.attribute.name if expression.attribute is not None else None)
        return part is not None and _pattern(catalogue, part.pattern, figure, depth + 1)
    return False


def _nothing(variant: ast.Variant) -> bool:
    key = variant.key
    return not variant.default and isinstance(key, ast.NumberLiteral) and Decimal(key.value) == 0
