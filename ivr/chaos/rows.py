"""Which rows a statement holds until its transaction ends, as PostgreSQL would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import ExecutionContext
from sqlalchemy.sql import operators
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import BinaryExpression, BindParameter, BooleanClauseList, ColumnElement

from ivr.chaos.locks import Key


@dataclass(frozen=True)
class Held:
    """A row that a statement names: the table, and the parameters that its primary key is given by."""

    table: str
    names: tuple[str, ...]

    def key(self, given: Mapping[str, object]) -> Key:
        return (self.table, *(str(given[name]) for name in self.names))


_KNOWN: WeakKeyDictionary[SQLCompiler, tuple[Held, ...]] = WeakKeyDictionary()
"""SQLAlchemy compiles a statement once, and so it is looked at once: that takes longer than to execute it."""


def held_by(context: ExecutionContext | None) -> Iterator[Key]:
    """The rows that FOR UPDATE, an update or a delete names by their whole primary key. Others are not told apart
    from those of other transactions: whoever writes is alone anyway."""
    compiled = context.compiled if context is not None else None
    if context is None or not isinstance(compiled, SQLCompiler):
        return
    found = _KNOWN.get(compiled)
    if found is None:
        found = _KNOWN[compiled] = tuple(_named(compiled))
    if found:
        given: Mapping[str, object] = context.compiled_parameters[0]  # type: ignore[attr-defined]
        yield from (each.key(given) for each in found)


def _named(compiled: SQLCompiler) -> Iterator[Held]:
    statement = compiled.statement
    if isinstance(statement, sa.Select):
        # SQLite's compiler leaves FOR UPDATE out, so it is read off the statement
        locking = getattr(statement, "_for_update_arg", None)
        tables = (
            [each for each in statement.get_final_froms() if isinstance(each, sa.Table)] if locking is not None else []
        )
    elif isinstance(statement, sa.Update | sa.Delete) and isinstance(statement.table, sa.Table):
        tables = [statement.table]
    else:
        return
    given = dict(_equal(statement.whereclause, compiled))
    for table in tables:
        names = [given.get((table.name, column.name)) for column in table.primary_key]
        named = tuple(name for name in names if name is not None)
        if len(named) == len(names):
            yield Held(table.name, named)


def _equal(clause: ColumnElement[bool] | None, compiled: SQLCompiler) -> Iterator[tuple[tuple[str, str], str]]:
    """Every `column = parameter` that the clause insists on, with the parameter's name."""
    if isinstance(clause, BooleanClauseList) and clause.operator is operators.and_:
        for each in clause.clauses:
            yield from _equal(each, compiled)
    elif isinstance(clause, BinaryExpression) and clause.operator is operators.eq:
        left, right = clause.left, clause.right
        if isinstance(left, sa.Column) and isinstance(left.table, sa.Table) and isinstance(right, BindParameter):
            yield (left.table.name, left.name), compiled.bind_names[right]
