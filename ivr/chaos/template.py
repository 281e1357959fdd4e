"""What every run begins with, made once: a database with the line published and the demo's customers in it."""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from ivr.chaos.ears import Ears
from ivr.chaos.story import BEGINS
from ivr.domain.demo import LAB_TODAY, populate
from ivr.domain.keys import Keys
from ivr.errors import LineError
from ivr.runtime.clock import milliseconds
from ivr.runtime.folders import folder_files, read_published
from ivr.runtime.outbox import EffectOutbox
from ivr.runtime.service import Folder, Service
from ivr.store import publications, versions
from ivr.store.books import books_of
from ivr.store.database import Database
from ivr.store.migrate import upgrade
from ivr.store.reach import Within

KEY = "the key of a simulation, whose data are made up"
MARK = b"\n# The version that is published in mid-call.\n"


@dataclass(frozen=True)
class Template:
    """`file` is the database to copy. `files` is the line as it is published, `other` the version that is published
    and rolled back in mid-call: callers hear no difference."""

    file: Path
    files: Mapping[str, bytes]
    other: Mapping[str, bytes]

    @cached_property
    def services(self) -> tuple[Service, ...]:
        """Both versions, as servers read them."""
        return service(self.files), service(self.other)

    @cached_property
    def ears(self) -> Ears:
        return Ears(self.files)


@cache
def read(listed: tuple[tuple[str, bytes], ...], root: str) -> Folder:
    """A version as a server reads it, once for all runs."""
    return read_published(dict(listed), root)


def read_once(files: Mapping[str, bytes], _root: str) -> Folder:
    return read(tuple(sorted(files.items())), "line")


def service(files: Mapping[str, bytes]) -> Service:
    """Raises LineError for a line that is not right."""
    found = read_once(files, "")
    if found.service is None:
        raise LineError(found.complaints)
    return found.service


def template(folder: Path, where: Path | None = None) -> Template:
    """Make it, or take what is there; the folder `where` may be shared by processes that follow each other."""
    files = folder_files(folder)
    other = {**files, "line.yaml": files["line.yaml"] + MARK}
    where = where or Path(tempfile.mkdtemp(prefix="ivr-chaos-"))
    name = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()[:16]
    made = Template(where / f"{name}.db", files, other)
    if not made.file.exists():
        _make(made)
    return made


def _make(made: Template) -> None:
    begun = made.file.with_suffix(".new")
    database = Database(f"sqlite:///{begun}")
    upgrade(database)
    live, now = service(made.files), milliseconds(BEGINS)
    with database.begin() as connection:
        versions.keep(connection, live.id, made.files, now)
        publications.add(connection, live.id, "publish", live.version, now, "chaos", "the shipped line")
        outbox = EffectOutbox(Within(connection), live.line, "")
        populate(books_of(connection, live.id, Keys(KEY.encode()), outbox), LAB_TODAY)
    database.close()  # the last connection to close puts everything into the one file
    with closing(sqlite3.connect(begun)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # runs have no use for a WAL, `storage.connect` says why
    begun.rename(made.file)
