"""What all routes of the channel share."""

from __future__ import annotations

import logging
import re
import traceback
from dataclasses import dataclass

from flask import Response, g, request

from ivr.channels.twilio.config import VoiceConfig
from ivr.channels.twilio.request import Posted
from ivr.channels.twilio.urls import Urls
from ivr.runtime.arrivals import Turns

log = logging.getLogger("ivr.channels.twilio")


@dataclass(frozen=True)
class Desk:
    """The runtime and the configuration the routes work with."""

    turns: Turns
    config: VoiceConfig

    @property
    def urls(self) -> Urls:
        return Urls(self.config.public_url)


def twiml_answer(document: str) -> Response:
    """A document as Twilio takes it (https://www.twilio.com/docs/voice/twiml#twilio-request-behavior)."""
    return Response(document, mimetype="text/xml")


def posted() -> Posted:
    """This request's form, which is signed."""
    found: Posted = g.posted
    return found


def asked_language() -> str | None:
    """The `language` in this request's URL."""
    return language_in(request.args.get("language", "")) if request.query_string else None


def language_in(text: str) -> str | None:
    """`text` if it looks like a language tag."""
    return text if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", text) else None


def asked_count(name: str) -> int:
    """A small count in this request's URL; 0 when there is none."""
    return count_in(request.args.get(name, ""))


def count_in(text: str) -> int:
    """`text` as a count of at most three digits, else 0."""
    return int(text) if re.fullmatch(r"[0-9]{1,3}", text, re.ASCII) else 0


def log_broken(what: str, error: Exception) -> None:
    """Something broke. Kinds of error and places in the code are logged, messages are not: they quote what was
    posted, and that can be a code or a card's token."""
    lines: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(lines) < 5:
        lines.append(f"{type(cause).__name__} at\n{''.join(traceback.format_tb(cause.__traceback__))}")
        cause = cause.__cause__ or cause.__context__
    log.error("%s: %s", what, "because of ".join(lines))
