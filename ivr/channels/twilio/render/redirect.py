"""<Redirect>: https://www.twilio.com/docs/voice/twiml/redirect"""

from __future__ import annotations

from ivr.channels.twilio import twiml


def redirect(parent: twiml.Node, url: str) -> None:
    """On with the document at `url`, asked for by POST (the default)."""
    parent.append(twiml.Redirect(url))
