"""How long a thread of a server keeps Python's lock while others wait for it."""

from __future__ import annotations

import sys

SWITCH_SECONDS = 0.0005
"""Python's own 5 ms suit threads that compute. A turn lets go of the lock at every statement, and while a version is
being read waited 5 ms each time to have it back: measured, a turn took 85 ms then, and takes 13 to 23 now; without
anything beside, turns are as fast with either (docs/performance.md)."""


def share() -> None:
    """For this process."""
    sys.setswitchinterval(SWITCH_SECONDS)
