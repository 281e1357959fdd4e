"""TwiML's verbs, one a module: each with the attributes Twilio documents for it, and what it does to a call."""

from __future__ import annotations

from ivr.phone.verbs import dial, enqueue, gather, hangup, leave, pause, pay, play, record, redirect, reject, say
from ivr.phone.verbs.verb import Verb

_ALL: tuple[Verb, ...] = (
    dial.VERB,
    enqueue.VERB,
    gather.VERB,
    hangup.VERB,
    leave.VERB,
    pause.VERB,
    pay.VERB,
    play.VERB,
    record.VERB,
    redirect.VERB,
    reject.VERB,
    say.VERB,
)
_VERBS = {verb.name: verb for verb in _ALL}

ALL = frozenset(_VERBS)


def verb_named(name: str) -> Verb:
    return _VERBS[name]


__all__ = ["ALL", "Verb", "verb_named"]
