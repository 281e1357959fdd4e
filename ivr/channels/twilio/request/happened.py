"""A turn's request as what happened, and its digest."""

from __future__ import annotations

import hmac

from ivr.channels.twilio.request.call import Caller
from ivr.channels.twilio.request.gather import heard
from ivr.channels.twilio.request.pay import captured, never_ran
from ivr.channels.twilio.request.posted import Posted
from ivr.channels.twilio.request.queue import fell_out, queue_left
from ivr.engine.events import Began, HungUp, Silence, Went, What
from ivr.values import Secret

READ = (
    "CallSid",
    "Digits",
    "SpeechResult",
    "Confidence",
    "Result",
    "PaymentToken",
    "PaymentCardType",
    "PaymentCardNumber",
    "QueueResult",
)
"""The fields events are made of, and so those a digest is made of."""


def happened(exit_: str | None, posted: Posted, caller: Caller) -> What:
    """The event of a turn, by the exit that was taken; None is the beginning of the call."""
    if exit_ is None:
        return Began(caller.caller, caller.called)
    if exit_ == "queue":
        # Before the status: that a person was reached stays true when the caller then hung up.
        return queue_left(posted)
    if caller.over:
        return HungUp()
    match exit_:
        case "heard":
            return heard(posted)
        case "silent":
            return Silence()
        case "card":
            return captured(posted)
        case "card-left":
            return never_ran()
        case "queue-left":
            return fell_out()
        case _:
            return Went()


def digest(exit_: str | None, posted: Posted, key: Secret) -> str:
    """What tells a repeated request from another event at the same turn.

    Of the fields events are made of alone, so that what changes by itself between two requests (CallStatus, CallToken,
    times, places) makes no difference. Keyed: a plain hash of a six-digit code is the code.
    """
    parts = [exit_ or "", *(f"{name}\0{value}" for name in READ if (value := posted.raw(name)))]
    told = "".join([f"{len(part)}:{part}" for part in parts])
    return hmac.digest(key.reveal().encode(), told.encode(errors="surrogatepass"), "sha256").hex()
