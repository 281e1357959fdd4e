"""A small line as a folder, with the shipped policy and hours: quick to read, and to change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.support.lines import files_of

SHIPPED = Path("flows")


def folder_of(
    place: Path, word: str = "first", *, settings: Mapping[str, str] | None = None, prompts: str = "", main: str = ""
) -> Path:
    """Write a line whose callers hear `word` and are asked for a key, three times over; or whose flow is `main`."""
    main = main or (
        "steps:\n"
        "  one: {menu: hear, choices: {1: two}}\n"
        "  two: {menu: hear, choices: {1: three}}\n"
        "  three: {menu: hear, choices: {1: {hang_up: bye}}}\n"
    )
    prompts = prompts or f"hear = This is {word}.\n    .choice-1 = Press 1.\n    .hear-1 = yes\nbye = {word} ends."
    files = files_of(settings=settings, prompts=prompts, main=main)
    for name, content in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for name in ("policy.yaml", "hours.yaml"):
        (place / name).write_bytes((SHIPPED / name).read_bytes())
    return place
