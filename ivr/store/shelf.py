"""The stand-ins' shelf, in the database: see `ivr/gateways/shelf.py`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ivr.store import lab
from ivr.store.database import Database


class DatabaseShelf:
    """Keeps documents in the table `standin_shelf`, each call in a transaction of its own."""

    def __init__(self, database: Database, page: int = 1000) -> None:
        self._database, self._page = database, page

    def put(self, kind: str, key: str, document: Mapping[str, object]) -> Mapping[str, object]:
        with self._database.begin() as connection:
            lab.put(connection, kind, key, document)
            return lab.get(connection, kind, key) or document

    def get(self, kind: str, key: str) -> Mapping[str, object] | None:
        with self._database.begin() as connection:
            return lab.get(connection, kind, key)

    def after(self, kind: str, number: int) -> Sequence[tuple[int, Mapping[str, object]]]:
        with self._database.begin() as connection:
            return lab.after(connection, kind, number)

    def all(self, kind: str) -> Iterator[tuple[str, Mapping[str, object]]]:
        number = 0
        while True:
            with self._database.reading() as connection:
                page = lab.page(connection, kind, number, self._page)
            for number, key, document in page:  # noqa: B007 - the last number is where the next page begins
                yield key, document
            if len(page) < self._page:
                return
