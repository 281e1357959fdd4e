"""A verb's attributes, read as Twilio reads them: what it does not understand is a warning, and the default stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ivr.phone.twiml import Element


def names(text: str) -> frozenset[str]:
    """The names in a text, separated by spaces."""
    return frozenset(text.split())


class Attributes:
    """The attributes of one element; `warn` is told of unknown ones and of values that are none."""

    def __init__(self, element: Element, known: Iterable[str], warn: Callable[[str], None]) -> None:
        self._element = element
        self._warn = warn
        for name in element.attrib:
            if name not in known:
                self.complain(f"has no attribute '{name}'")

    def complain(self, text: str) -> None:
        self._warn(f"Twilio error 12200 (Schema validation warning): <{self._element.tag}> {text}")

    def text(self, name: str) -> str | None:
        return self._element.get(name)

    def method(self, name: str = "method") -> str:
        return self.choice(name, ("POST", "GET"), "POST")

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self._element.get(name)
        if value is None:
            return default
        if value not in allowed:
            self.complain(f"{name}='{value}' is none of {', '.join(allowed)}")
            return default
        return value

    def whole(self, name: str, default: int, least: int = 0, most: int = 10**9) -> int:
        """A whole number; one outside `least`..`most` is a warning and the default."""
        value = self._element.get(name)
        if value is None:
            return default
        if not value.strip().isdecimal() or not least <= int(value) <= most:
            self.complain(f"{name}='{value}' is not a whole number from {least} to {most}")
            return default
        return int(value)

    def yes(self, name: str, default: bool) -> bool:
        return self.choice(name, ("true", "false"), str(default).lower()) == "true"
