"""<Play>: https://www.twilio.com/docs/voice/twiml/play"""

from __future__ import annotations

from urllib.parse import quote

from ivr.channels.twilio import twiml
from ivr.channels.twilio.render.page import Page
from ivr.engine import directives


def play(parent: twiml.Node, directive: directives.Play, page: Page) -> None:
    """A recording: a URL as it is, a path below the audio URL."""
    url = directive.url
    if not url.startswith(("https://", "http://")):
        url = f"{page.config.audio_url}/{quote(twiml.clean(url).lstrip('/'), safe='/')}"
    parent.append(twiml.Play(url))
