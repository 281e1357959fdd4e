"""Versions of lines: the files of each, kept under the hash of their content, so that a call stays on the version
it began with whatever happens to the folder meanwhile."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

from sqlalchemy import BigInteger, Column, Connection, String, Table, Text, select

from ivr.store.rows import upsert
from ivr.store.schema import metadata
from ivr.values import fingerprint

line_versions = Table(
    "line_versions",
    metadata,
    Column("line", String(64), primary_key=True),
    Column("version", String(64), primary_key=True),
    Column("files", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
)


def keep(connection: Connection, line: str, files: Mapping[str, bytes], now: int) -> str:
    """Keep a version unless it is kept already; gives its hash."""
    version = fingerprint(files)
    stored = json.dumps({name: base64.b64encode(files[name]).decode() for name in sorted(files)})
    values = {"line": line, "version": version, "files": stored, "made": now}
    connection.execute(upsert(connection, line_versions).values(values).on_conflict_do_nothing())
    return version


def files_of(connection: Connection, line: str, version: str) -> dict[str, bytes] | None:
    query = select(line_versions.c.files).where(line_versions.c.line == line, line_versions.c.version == version)
    found = connection.execute(query).scalar()
    if found is None:
        return None
    return {name: base64.b64decode(content) for name, content in json.loads(found).items()}


def beginning(connection: Connection, line: str, prefix: str) -> list[str]:
    """The hashes of the line's versions that begin with `prefix`."""
    query = select(line_versions.c.version).where(line_versions.c.line == line)
    return [version for version in connection.execute(query).scalars() if version.startswith(prefix)]
