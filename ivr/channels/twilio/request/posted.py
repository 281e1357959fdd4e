"""The posted fields, read with suspicion."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """`re` keeps patterns, too, but reads their flags anew each time."""
    return re.compile(pattern, re.ASCII)


@dataclass(frozen=True)
class Posted:
    """A signed form.

    A field that came twice with different values is taken as not sent: the signature does not say which value was
    meant, and Twilio sends none twice.
    """

    fields: Mapping[str, Sequence[str]]

    def raw(self, name: str) -> str:
        """The field as it came; empty when missing or ambiguous."""
        values = self.fields.get(name)
        return values[0] if values and (len(values) == 1 or len(set(values)) == 1) else ""

    def having(self, name: str, value: str) -> Posted:
        """The same with one more field."""
        return Posted({**self.fields, name: [value]})

    def matching(self, name: str, pattern: str) -> str:
        """The field if all of it matches `pattern`, else empty."""
        value = self.raw(name)
        return value if _compiled(pattern).fullmatch(value) else ""

    def whole(self, name: str) -> int | None:
        """The field as a whole number of at most nine digits, else None."""
        value = self.matching(name, r"[0-9]{1,9}")
        return int(value) if value else None
