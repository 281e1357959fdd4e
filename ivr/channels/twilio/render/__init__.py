"""Directives to TwiML: one verb a module, `document` puts them together."""

from ivr.channels.twilio.render.document import turn_document, wait_document
from ivr.channels.twilio.render.page import Page
from ivr.channels.twilio.render.remembered import Documents, documents

__all__ = ["Documents", "Page", "documents", "turn_document", "wait_document"]
