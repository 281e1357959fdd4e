"""`{code}` in a transcript: what a named group of a text message's `matches` found."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAME = re.compile(r"\{([A-Za-z_]\w*)\}")


class UnknownVariable(KeyError):  # noqa: N818 - says what is wrong
    """A transcript uses a name that no text message has given; `name` is it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def names_in(text: str) -> list[str]:
    """The variables `text` uses, in order."""
    return _NAME.findall(text)


def names_given(expression: str) -> list[str]:
    """The variables a `matches` expression gives: its named groups."""
    return list(re.compile(expression).groupindex)


def fill(text: str, values: Mapping[str, str], *, quote: bool = False) -> str:
    """`text` with `{name}` replaced by its value; with `quote`, escaped for use inside a regular expression.

    Raises UnknownVariable for a name that has no value. `{6}` and other braces stay as they are.
    """

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in values:
            raise UnknownVariable(name)
        return re.escape(values[name]) if quote else values[name]

    return _NAME.sub(value, text)
