"""<Enqueue>: https://www.twilio.com/docs/voice/twiml/enqueue"""

from __future__ import annotations

import re
from hashlib import sha256

from ivr.channels.twilio import twiml
from ivr.channels.twilio.config import VoiceConfig
from ivr.channels.twilio.render.page import Page
from ivr.channels.twilio.render.redirect import redirect
from ivr.engine import directives

MOST_NAME = 64
"""Characters of a queue's name."""


def queue_name(config: VoiceConfig, queue: str) -> str:
    """Twilio's name for a queue of this line: its queues are the account's, ours the line's.

    Letters, digits and hyphens only; a name that had to be changed for it ends in a digest of the whole, so that two
    queues never become one.
    """
    whole = f"{config.line}.{queue}"
    name = re.sub(r"[^A-Za-z0-9._-]", "-", whole)
    if name == whole and len(name) <= MOST_NAME and "." not in config.line:
        return name
    digest = sha256(f"{config.line}\0{queue}".encode(errors="surrogatepass")).hexdigest()[:12]
    return f"{name[: MOST_NAME - 13]}-{digest}"


def enqueue(parent: twiml.Node, directive: directives.Enqueue, page: Page) -> None:
    """Waiting for a person. The brief for the agent is not sent: what Twilio does not need, it does not get."""
    parent.append(
        twiml.Enqueue(
            queue_name(page.config, directive.queue),
            action=page.exit("queue"),
            wait_url=page.urls.at("/voice/wait", language=page.language),
        )
    )
    redirect(parent, page.exit("queue-left"))
