"""Prompts that are not said: for watching a call that was heard already."""

from __future__ import annotations

from collections.abc import Mapping

from ivr.flow.line import Prompts, Spoken
from ivr.flow.types import Type, Value


class Muted:
    """A line's prompts with nothing in them; whether one is there, and what it promises, stays true."""

    def __init__(self, prompts: Prompts) -> None:
        self._prompts = prompts

    def has(self, language: str, prompt: str, attribute: str | None = None) -> bool:
        return self._prompts.has(language, prompt, attribute)

    def speak(
        self,
        language: str,  # noqa: ARG002
        prompt: str,  # noqa: ARG002
        scope: Mapping[str, Value],  # noqa: ARG002
        types: Mapping[str, Type],  # noqa: ARG002
        attribute: str | None = None,  # noqa: ARG002
    ) -> Spoken:
        return Spoken("")

    def figures(
        self, language: str, prompt: str, scope: Mapping[str, Value], types: Mapping[str, Type]
    ) -> Mapping[str, str]:
        """As said: a consent keeps them."""
        return self._prompts.figures(language, prompt, scope, types)

    def names(self, language: str, prompt: str) -> frozenset[str]:
        return self._prompts.names(language, prompt)

    def words(self, language: str, prompt: str, attribute: str) -> tuple[str, ...]:  # noqa: ARG002
        return ()
