"""Whole documents. Every exit of a turn's document leads to the next turn."""

from __future__ import annotations

from collections.abc import Sequence

from ivr.channels.twilio import twiml
from ivr.channels.twilio.render.enqueue import enqueue
from ivr.channels.twilio.render.gather import gather
from ivr.channels.twilio.render.hangup import hangup
from ivr.channels.twilio.render.leave import leave
from ivr.channels.twilio.render.page import Page
from ivr.channels.twilio.render.pay import pay
from ivr.channels.twilio.render.redirect import redirect
from ivr.channels.twilio.render.speech import speech
from ivr.engine import directives


class DocumentTooLong(ValueError):  # noqa: N818
    """More than Twilio takes: a fault of the flow, never sent."""


def turn_document(said: Sequence[directives.Directive], page: Page) -> str:
    """The document for a turn: speech, then what ends it; speech alone goes on with the next turn."""
    page = page.in_language(_language(said))
    document = _turn(said, page)
    if len(document.encode()) > twiml.MOST_BYTES:
        document = _turn(said, page.without_hints())
    if len(document.encode()) > twiml.MOST_BYTES:
        raise DocumentTooLong(f"a document of {len(document.encode())} bytes; Twilio takes {twiml.MOST_BYTES}")
    return document


def _turn(said: Sequence[directives.Directive], page: Page) -> str:
    response: twiml.Node = twiml.VoiceResponse()
    for directive in said:
        match directive:
            case directives.Say() | directives.Play() | directives.Pause():
                speech(response, (directive,), page)
                continue
            case directives.Listen():
                gather(response, directive, page)
            case directives.Capture():
                pay(response, directive, page)
            case directives.Enqueue():
                enqueue(response, directive, page)
            case directives.Continue():
                redirect(response, page.exit("on"))
            case directives.Leave():
                # Outside a wait document Twilio has nothing to leave, and goes on behind it.
                leave(response)
                redirect(response, page.exit("on"))
            case directives.HangUp():
                hangup(response)
        break
    else:
        redirect(response, page.exit("on"))
    return twiml.to_xml(response)


def wait_document(said: Sequence[directives.Directive], page: Page) -> str:
    """What a caller in a queue hears. Twilio asks for it again when it runs out.

    Only Play, Say, Pause, Hangup, Redirect, Leave and Gather may be in it
    (https://www.twilio.com/docs/voice/twiml/enqueue#waiturl); of a Listen only the prompts are said, since no keys are
    awaited here.
    """
    response: twiml.Node = twiml.VoiceResponse()
    for directive in said:
        match directive:
            case directives.Say() | directives.Play() | directives.Pause():
                speech(response, (directive,), page)
            case directives.Listen():
                speech(response, directive.prompts, page)
            case directives.Leave():
                leave(response)
                break
            case directives.HangUp():
                hangup(response)
                break
            case directives.Capture() | directives.Enqueue() | directives.Continue():
                break
    if not response.verbs:
        # An empty document would be asked for again at once, and again.
        speech(response, (directives.Pause(5),), page)
    return twiml.to_xml(response)


def _language(said: Sequence[directives.Directive]) -> str | None:
    """The language the document ends in."""
    for directive in reversed(said):
        if isinstance(directive, directives.Say | directives.Listen | directives.Capture):
            return directive.language
    return None
