"""Where a line's files may come from: a folder, a published version, a git revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from ivr.runtime.folders import read_files, read_folder
from ivr.runtime.lines import Lines
from ivr.runtime.publishing import PublishingError, find
from ivr.runtime.service import Folder
from ivr.store import versions

GIT = "git:"


def from_git(named: str, folder: Path) -> Folder:
    """The line at a git revision: `git:main`, `git:HEAD~3:flows`; without a folder, `folder`. Raises PublishingError
    when git has no such thing."""
    revision, _, path = named.removeprefix(GIT).partition(":")
    where = Path(path) if path else folder
    begin = where if where.is_absolute() else Path()
    tree = f"{revision}:./{'' if where.is_absolute() else where.as_posix()}"
    if not revision or revision.startswith("-"):
        raise PublishingError(f"'{named}' names no revision: write git:main, or git:main:flows")
    try:
        made = subprocess.run(  # noqa: S603 - no shell; a revision that looks like an option was refused
            ["git", "-C", str(begin), "archive", "--format=tar", tree],  # noqa: S607 - the user's own git
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise PublishingError(f"git cannot be run: {error}") from None
    if made.returncode != 0:
        raise PublishingError(f"git has no {tree}: {made.stderr.decode(errors='replace').strip()}")
    return read_files(_files(made.stdout), f"{revision}:{where.as_posix()}")


def _files(archive: bytes) -> dict[str, bytes]:
    """The files of a line in an archive of its folder."""
    found: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            content = tar.extractfile(member) if member.isfile() else None
            path = Path(member.name)
            of_line = (path.suffix == ".yaml" and path.parent == Path()) or (
                path.suffix == ".ftl" and path.parent == Path("prompts")
            )
            if content is not None and of_line:
                found[path.as_posix()] = content.read()
    return found


def from_database(lines: Lines, line: str, named: str) -> Folder:
    """A version of a line, named as `find` knows it."""
    version = find(lines, line, named)
    with lines.database.reading() as connection:
        files = versions.files_of(connection, line, version)
    return read_files(files or {}, f"{line}@{version[:12]}")


def is_folder(named: str) -> bool:
    """Whether it is a folder, rather than a version that happens to be called so."""
    return Path(named).is_dir()


def from_folder(named: str) -> Folder:
    """The line in a folder."""
    return read_folder(Path(named))
