"""Reading and checking a line's folder, all of it at once. No database: `ivr check` needs none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from ivr.flow.contracts import Level
from ivr.flow.line import Line
from ivr.flow.reading import read_line
from ivr.flow.rules.yaml_changed import changed_elsewhere
from ivr.marks import Complaint, Place, read
from ivr.runtime.actions import CONTRACTS
from ivr.runtime.rules import HOURS, POLICY, read_rules
from ivr.runtime.service import Folder, Service
from ivr.study.effort import exceeding
from ivr.study.proof import prove
from ivr.values import fingerprint


def folder_files(folder: Path) -> dict[str, bytes]:
    """The files of a line: its YAML and its prompts, by their path in the folder. Its tests are not part of it."""
    paths = sorted([*folder.glob("*.yaml"), *folder.glob("prompts/*.ftl")])
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def read_folder(folder: Path) -> Folder:
    """Read and check a whole line: flows, prompts, policy and hours, every complaint of all of them."""
    if not (folder / "line.yaml").is_file():
        place = Place(folder.as_posix())
        missing = Complaint(place, "line", "There is no line.yaml in this folder", "give the folder of a line")
        return Folder(None, (missing,), {})
    return read_files(folder_files(folder), folder.as_posix())


def read_files(files: Mapping[str, bytes], root: str) -> Folder:
    """The same, of files in memory; `root` is shown before their names. What was read lately is remembered: the answer
    depends on nothing but the files."""
    return _read(tuple(sorted(files.items())), root)


@lru_cache(maxsize=8)
def _read(listed: tuple[tuple[str, bytes], ...], root: str) -> Folder:
    found = read_published(dict(listed), root)
    wrong = {*found.complaints, *_changed_elsewhere(found.files, root)}
    if found.service is not None:
        line = found.service.line
        wrong |= {*prove(line), *_efforts(line, found.files, root)}
    return Folder(None, tuple(sorted(wrong)), found.files) if wrong else found


def read_published(files: Mapping[str, bytes], root: str) -> Folder:
    """The same, of a version that was published, and so proven: it is checked against this code and not proven again,
    which takes four fifths of the time. Servers read versions beside their calls."""
    policy, wrong = read_rules(files, root)
    levels = {} if policy is None else {name: Level.of(word) for name, word in policy.rules.actions.items()}
    queues = None if policy is None else set(policy.hours.queues)
    reading = read_line(files, CONTRACTS, queues=queues, levels=levels, root=root)
    complaints = tuple(sorted({*wrong, *reading.complaints}))
    if complaints or reading.line is None or policy is None:
        return Folder(None, complaints, files)
    return Folder(Service(reading.line, fingerprint(files), policy), (), files)


def _changed_elsewhere(files: Mapping[str, bytes], root: str) -> Iterator[Complaint]:
    """Of the files that are no flows; a version that is live stays so."""
    for name in (POLICY, HOURS):
        node, _ = read(files[name], f"{root}/{name}") if name in files else (None, [])
        if node is not None:
            yield from changed_elsewhere(node)


def _efforts(line: Line, files: Mapping[str, bytes], root: str) -> tuple[Complaint, ...]:
    """What costs callers more keys or seconds than line.yaml allows."""
    node, _ = read(files["line.yaml"], f"{root}/line.yaml")
    return exceeding(line, node) if node is not None and line.settings.limits.effort else ()
