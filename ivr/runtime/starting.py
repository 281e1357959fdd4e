"""What a server begins with, and whether its folder is what it serves."""

from __future__ import annotations

from pathlib import Path

from ivr.marks import Mapping, Scalar, read
from ivr.runtime.folders import folder_files
from ivr.runtime.lines import Lines
from ivr.runtime.publishing import PublishingError, publish, this_user
from ivr.values import fingerprint

FIRST_START, FOLDER_SERVED = "first start", "the folder, as it is served"


def start(lines: Lines, folder: Path, *, always: bool) -> None:
    """What a server begins with: the live versions of its database. The folder is published when its line has none
    yet, and where `always` (a lab, a server that watches its folder) whenever it differs. Raises LineError."""
    lines.refresh()
    line = line_of(folder)
    folderless = line is None and bool(lines.published)  # a server may do without a folder
    if always or (line not in lines.published and not folderless):
        published = publish(lines, folder, this_user(), FOLDER_SERVED if always else FIRST_START)
        line = published.publication.line
        lines.refresh()
    if not lines.all:
        raise PublishingError(f"this code cannot serve {', '.join(lines.refused)}: see the log, and publish another")
    if line is not None:
        lines.answer_first_with(line)


def line_of(folder: Path) -> str | None:
    """The name of the line in a folder, whether or not the rest of it is right."""
    try:
        node, _ = read((folder / "line.yaml").read_bytes(), "line.yaml")
    except OSError:
        return None
    name = node.get("line") if isinstance(node, Mapping) else None
    return name.value if isinstance(name, Scalar) else None


def differs(lines: Lines, folder: Path) -> bool:
    """Whether a folder is something else than the live version of its line."""
    line = line_of(folder)
    live = next((service for service in lines.all if service.id == line), None)
    return live is not None and live.version != fingerprint(folder_files(folder))
