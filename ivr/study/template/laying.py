"""Laying out a new line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from zoneinfo import ZoneInfo

TEMPLATE = "line"


@dataclass(frozen=True)
class New:
    """What a new line is called, and where it is."""

    name: str
    currency: str
    country: str
    time_zone: str

    def words(self, folder: Path) -> dict[str, str]:
        """What stands for what in the template's files."""
        night = datetime(2026, 11, 24, 22, tzinfo=ZoneInfo(self.time_zone))  # the template's call, on the line's clock
        return {
            "FOLDER": folder.as_posix(),
            "LINE": _short(self.name),
            "CURRENCY": self.currency,
            "COUNTRY": self.country,
            "ZONE": self.time_zone,
            "NIGHT": night.isoformat(),
        }


def lay_out(folder: Path, new: New) -> tuple[Path, ...]:
    """Write a line's files into a folder, which is made where it is not there; returns them."""
    words = new.words(folder)
    written = []
    for path, source in sorted(_files(files(__package__).joinpath(TEMPLATE))):
        # In YAML the name is in quotes, since it may hold anything; in Fluent braces and the like are written out.
        name = json.dumps(new.name, ensure_ascii=False) if path.endswith(".yaml") else _fluent(new.name)
        text = source.read_text(encoding="utf-8").replace("@NAME@", name)
        for word, stands_for in words.items():
            text = text.replace(f"@{word}@", stands_for)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        written.append(target)
    return tuple(written)


def _files(folder: Traversable, before: str = "") -> Iterator[tuple[str, Traversable]]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _files(each, f"{before}{each.name}/")
        elif each.name.endswith((".yaml", ".ftl")):
            yield before + each.name, each


def _short(name: str) -> str:
    """A name as a line's short one: small letters, digits and hyphens."""
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return (words if words[:1].isalpha() else f"line-{words}".strip("-"))[:40].rstrip("-")


def _fluent(name: str) -> str:
    """Text in a Fluent message, where a brace begins something and a first sign may mean something."""
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return name if re.fullmatch(r"\w[^{}\[\]*.]*", name) else f'{{ "{quoted}" }}'
