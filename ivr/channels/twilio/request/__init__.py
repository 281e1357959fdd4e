"""Posted fields to events: one kind of exit a module. Only known fields are read, and only when they look right."""

from ivr.channels.twilio.request.call import Caller, read_caller
from ivr.channels.twilio.request.happened import digest, happened
from ivr.channels.twilio.request.posted import Posted

__all__ = ["Caller", "Posted", "digest", "happened", "read_caller"]
