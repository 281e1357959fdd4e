"""How what reads and writes reaches the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import sqlalchemy as sa

from ivr.store.direct import Direct


class Reach(Protocol):
    @property
    def connection(self) -> sa.Connection:
        """Taken when it is first asked for."""
        ...

    @property
    def direct(self) -> Direct | None:
        """The shortest way to a row, for what every call asks. None where there is none, and in a transaction: it is a
        connection of its own, and would not see what the transaction has written."""
        ...


@dataclass(frozen=True)
class Within:
    """A connection that is there, in its transaction."""

    connection: sa.Connection
    direct: None = None
