"""Documents that were made before: most of what a line says, it says to every caller."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from ivr.channels.twilio.config import VoiceConfig
from ivr.channels.twilio.render.document import turn_document
from ivr.channels.twilio.render.page import Page
from ivr.engine.directives import Directive

MOST = 512
"""Documents remembered, of a kilobyte or two each: a line has some hundred questions in each language. What names an
amount or a date is soon pushed out by others; secrets are in none."""
_ANY = 987_654_321
"""Stands for the number of the turn that a document leads to; no call has so many."""

Documents = Callable[[tuple[Directive, ...], int, str | None], str]
"""The document that says this, leads to turn so-and-so, and carries this language along; see `turn_document`."""


def documents(config: VoiceConfig) -> Documents:
    """`turn_document`, remembering what it made: only the turn's number is different the next time."""

    @lru_cache(maxsize=MOST)
    def made(said: tuple[Directive, ...], language: str | None) -> str:
        return turn_document(said, Page(config, _ANY, language))

    def document(said: tuple[Directive, ...], number: int, language: str | None) -> str:
        return made(said, language).replace(f"/voice/turn/{_ANY}/", f"/voice/turn/{number}/")

    return document
