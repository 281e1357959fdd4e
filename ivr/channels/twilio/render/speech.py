"""Runs of speech: what may stand alone, inside <Gather> and inside <Prompt>."""

from __future__ import annotations

from collections.abc import Iterable

from ivr.channels.twilio import twiml
from ivr.channels.twilio.render.page import Page
from ivr.channels.twilio.render.pause import pause
from ivr.channels.twilio.render.play import play
from ivr.channels.twilio.render.say import say
from ivr.engine import directives


def speech(parent: twiml.Node, spoken: Iterable[directives.Speech], page: Page) -> None:
    """Adds each of `spoken` to `parent`, in order."""
    for directive in spoken:
        match directive:
            case directives.Say():
                say(parent, directive)
            case directives.Play():
                play(parent, directive, page)
            case directives.Pause():
                pause(parent, directive)
