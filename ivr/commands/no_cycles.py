"""Commands that read a line, tell of it and end: they run a fifth faster while Python collects no cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """No collection of reference cycles within. What a line leaves behind is a few megabytes at most, and the process
    ends soon; whatever goes on running collects them after."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
