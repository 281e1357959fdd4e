"""Publishing: a checked folder becomes the live version of its line, and an earlier version becomes it again."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ivr.errors import IvrError, LineError
from ivr.marks import Complaint, Place, nearest, place_at, read
from ivr.runtime.clock import milliseconds
from ivr.runtime.folders import read_files, read_folder
from ivr.runtime.lines import Lines
from ivr.runtime.service import Service
from ivr.store import publications, versions
from ivr.store.publications import Kind, Publication


class PublishingError(IvrError):
    """A version that is not there, or no line to publish; the text says what there is."""


@dataclass(frozen=True)
class Published:
    """What came of it: the live publication, and the one before it. `fresh` is False when it was live already, and no
    row was added."""

    publication: Publication
    before: Publication | None
    fresh: bool


def this_user() -> str:
    """Who runs this process, for the audit trail."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return "unknown"


def publish(lines: Lines, folder: Path, who: str, note: str) -> Published:
    """Make a folder the live version of its line. Raises LineError with every complaint."""
    service, files = publishable(lines, folder)
    return _make_live(lines, service, files, "publish", who, note)


def publishable(lines: Lines, folder: Path) -> tuple[Service, Mapping[str, bytes]]:
    """What `publish` would make live, and its files. Raises LineError with every complaint."""
    found = read_folder(folder)
    if found.service is None:
        raise LineError(found.complaints)
    _refuse_numbers_of_others(lines, found.service, found.files, folder)
    return found.service, found.files


def rollback(lines: Lines, line: str, wanted: str | None, who: str, note: str) -> Published:
    """Make an earlier version of a line live again: the one given (see `find`), else the one that was live before.
    Raises PublishingError when there is none, LineError when the checker refuses it today."""
    version = find(lines, line, wanted) if wanted is not None else _before(lines, line)
    with lines.database.reading() as connection:
        files = versions.files_of(connection, line, version)
    found = read_files(files or {}, f"{line}@{version[:12]}")
    if found.service is None:
        raise LineError(found.complaints)
    return _make_live(lines, found.service, found.files, "rollback", who, note)


def find(lines: Lines, line: str, wanted: str) -> str:
    """The hash of a version named as an admin names it: `live`, the number of a publication, or the first digits (four
    or more) of the hash. Raises PublishingError when there is none, or more than one."""
    with lines.database.reading() as connection:
        past = publications.history(connection, line)
        hashes = versions.beginning(connection, line, wanted) if len(wanted) >= 4 else []
    if wanted == "live" and past:
        return past[0].version
    numbered = [each.version for each in past if str(each.number) == wanted]
    if numbered or len(hashes) == 1:
        return (numbered or hashes)[0]
    if hashes:
        raise PublishingError(f"'{wanted}' begins {len(hashes)} versions of {line}: give more of it")
    known = [*(str(each.number) for each in past), *(each.version[:12] for each in past), "live"]
    hint = nearest(wanted, known) if past else "nothing was published yet: run 'ivr publish'"
    raise PublishingError(f"line {line} has no version '{wanted}'" + (f" ({hint})" if hint else ""))


def _make_live(
    lines: Lines, service: Service, files: Mapping[str, bytes], kind: Kind, who: str, note: str
) -> Published:
    now = milliseconds(lines.machine.now())
    with lines.database.begin() as connection:
        publications.hold(connection, service.id)
        before = publications.live(connection, service.id)
        if before is not None and before.version == service.version:
            return Published(before, before, fresh=False)
        versions.keep(connection, service.id, files, now)
        made = publications.add(connection, service.id, kind, service.version, now, who, " ".join(note.split()))
    lines.kept.add(service)
    return Published(made, before, fresh=True)


def _before(lines: Lines, line: str) -> str:
    """The version that the live one took the place of when it was last published, so that a rollback after a rollback
    goes further back."""
    with lines.database.reading() as connection:
        past = publications.history(connection, line)
    live = past[0].version if past else ""
    at = next((at for at, each in enumerate(past) if each.version == live and each.kind == "publish"), len(past))
    if at + 1 >= len(past):
        raise PublishingError(f"line {line} has no version before the live one")
    return past[at + 1].version


def _refuse_numbers_of_others(lines: Lines, service: Service, files: Mapping[str, bytes], folder: Path) -> None:
    """A number is answered by one line."""
    taken = {number: other for other in lines.all if other.id != service.id for number in other.line.settings.numbers}
    node, _ = read(files["line.yaml"], f"{folder.as_posix()}/line.yaml")
    complaints = [
        Complaint(
            place_at(node, ("numbers", at)) if node is not None else Place(folder.as_posix()),
            "number-taken",
            f"{number} is answered by the line '{taken[number].id}'",
            "publish that line without it first",
        )
        for at, number in enumerate(service.line.settings.numbers)
        if number in taken
    ]
    if complaints:
        raise LineError(tuple(complaints))
