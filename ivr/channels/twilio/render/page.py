"""What every verb of one document needs to know."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ivr.channels.twilio.config import VoiceConfig
from ivr.channels.twilio.urls import Exit, Urls


@dataclass(frozen=True)
class Page:
    """One document. `number` is the turn all its exits lead to; `language` what the caller is spoken to in, as far as
    is known: it travels in the exits' URLs, so that an apology can be made without the database."""

    config: VoiceConfig
    number: int
    language: str | None = None
    hints: bool = True

    @property
    def urls(self) -> Urls:
        return Urls(self.config.public_url)

    def exit(self, name: Exit) -> str:
        """The URL of one way out of this document."""
        return self.urls.turn(self.number, name, language=self.language)

    def in_language(self, language: str | None) -> Page:
        return replace(self, language=language or self.language)

    def without_hints(self) -> Page:
        return replace(self, hints=False)
