"""Which rows a statement holds until its transaction ends, as PostgreSQL would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import sqlalchemy as sa
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import BinaryExpression, BindParameter, BooleanClauseList, ColumnElement

from ivr.chaos.locks import Key


def held_by(statement: object, parameters: Mapping[str, object]) -> Iterator[Key]:
    """The rows that FOR UPDATE, an update or a delete names by their whole primary key. Others are not told apart
    from those of other transactions: whoever writes is alone anyway."""
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
    given = dict(_equal(statement.whereclause, parameters))
    for table in tables:
        names = [column.name for column in table.primary_key]
        if all((table.name, name) in given for name in names):
            yield (table.name, *(str(given[table.name, name]) for name in names))


def _equal(
    clause: ColumnElement[bool] | None, parameters: Mapping[str, object]
) -> Iterator[tuple[tuple[str, str], object]]:
    """Every `column = value` that the clause insists on."""
    if isinstance(clause, BooleanClauseList) and clause.operator is operators.and_:
        for each in clause.clauses:
            yield from _equal(each, parameters)
    elif isinstance(clause, BinaryExpression) and clause.operator is operators.eq:
        left, right = clause.left, clause.right
        if isinstance(left, sa.Column) and isinstance(left.table, sa.Table) and isinstance(right, BindParameter):
            yield (left.table.name, left.name), parameters.get(right.key, right.effective_value)
