"""What can go wrong in drawing."""

from __future__ import annotations

from ivr.errors import IvrError


class DrawingError(IvrError):
    """A drawing that cannot be made; the text says what is missing and how to mend it."""
