"""What is done by the shortest way: one row is found, or a row is written and another with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Select
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase

Row = tuple[Any, ...]
Values = Mapping[str, "str | int | bool | None"]


@dataclass(frozen=True, eq=False)
class Pair:
    """Two rows that are written together or not at all: the second only where the first was.

    name       what it is called in errors: a word of letters and underscores.
    together   both in one statement. PostgreSQL's: one round trip, and a transaction by itself.
    apart      one after the other, in a transaction; the second looks at `changes()` of the first. SQLite's, which
               writes by no WITH.
    """

    name: str
    together: UpdateBase
    apart: tuple[UpdateBase, UpdateBase]


def own(compiled: SQLCompiler) -> Values:
    """The values that a statement was built with, such as a LIMIT's."""
    return {name: value for name, value in compiled.params.items() if value is not None}


class Direct(Protocol):
    """A connection that holds nothing between two statements. To be closed."""

    lost: bool
    """It broke: nobody is to use it again."""

    def row(self, query: Select[Any], values: Values) -> Row | None:
        """The first row of what is found. Raises DBAPIError."""
        ...

    def both(self, pair: Pair, values: Values) -> bool:
        """Whether both rows were written; else neither. Raises DBAPIError, and TurnBusy where a row is held."""
        ...

    def close(self) -> None: ...
