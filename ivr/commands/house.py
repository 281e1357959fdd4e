"""A lab in this process, for commands that call the line themselves."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ivr.runtime.bootstrap import House, build
from ivr.settings import read_settings

LAB_URL = "http://127.0.0.1:8000"
AGENT_PIN = "246810"
"""The lab's agents' PIN where none is set."""


@contextmanager
def lab_house(folder: Path) -> Iterator[House]:
    """A lab on a database of its own, that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="ivr-lab-") as place:
        settings = read_settings(
            database_url=f"sqlite:///{Path(place) / 'lab.db'}",
            ivr_line=folder,
            ivr_public_url=LAB_URL,
            ivr_agent_pin=AGENT_PIN,
        )
        house = build(settings, lab=True)
        try:
            yield house
        finally:
            house.close()
