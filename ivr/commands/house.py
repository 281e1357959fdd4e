"""A lab in this process, for commands that call the line themselves."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ivr.runtime.bootstrap import House, Instead, build, open_database
from ivr.settings import read_settings
from ivr.store.database import Database

LAB_URL = "http://127.0.0.1:8000"
AGENT_PIN = "246810"
"""The lab's agents' PIN where none is set."""


@contextmanager
def lab_house(folder: Path, instead: Callable[[Database], Instead] | None = None) -> Iterator[House]:
    """A lab on a database of its own, that is gone afterwards; with what `instead` makes for it."""
    with tempfile.TemporaryDirectory(prefix="ivr-lab-") as place:
        settings = read_settings(
            database_url=f"sqlite:///{Path(place) / 'lab.db'}",
            ivr_line=folder,
            ivr_public_url=LAB_URL,
            ivr_agent_pin=AGENT_PIN,
        )
        house = build(settings, lab=True, instead=instead(open_database(settings)) if instead is not None else None)
        try:
            yield house
        finally:
            house.close()
