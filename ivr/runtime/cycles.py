"""Python's search for reference cycles, tuned for a server: a line is hundreds of thousands of objects that stay, and
to look through them all takes a tenth of a second, in which every caller of the process waits."""

from __future__ import annotations

import gc

YOUNG = 3_000
"""Objects between two searches among the youngest; Python's own 700 come together several times in a turn. A turn's
objects are freed by their counts, but for the eight that werkzeug's matching of a route leaves in a cycle: 20,000 of
them at once took 12 to 35 ms, in which every caller of the process waited; 3,000 take 1 to 5."""


def settled() -> None:
    """What is there now stays: it is left out of searches from here on. After a start, and after each new version."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)
