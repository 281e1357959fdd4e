"""Directives to TwiML: one verb a module, `document` puts them together."""

from ivr.channels.twilio.render.document import turn_document, wait_document
from ivr.channels.twilio.render.page import Page

__all__ = ["Page", "turn_document", "wait_document"]
