"""<Enqueue>: the caller waits in a queue, hearing wait documents, until an agent dials it.

| attribute | values | default |
|---|---|---|
| action, method | URL; GET, POST | none: the next verb is executed; POST |
| waitUrl, waitUrlMethod | URL; GET, POST | hold music; POST |
| maxQueueSize | 1 to 5000 | 100 |
| workflowSid | TaskRouter | not executed by this telephone |

A wait document may hold Play, Say, Pause, Hangup, Redirect, Leave and Gather, is asked for again when it has run out,
and is given QueuePosition, QueueSid, QueueTime, AvgQueueTime, CurrentQueueSize, MaxQueueSize. The action is given
QueueResult and, if the caller was in the queue, QueueSid and QueueTime; of a caller who hung up (`hangup`), or was
bridged and hung up (`bridged`), it is told, and what it answers is not executed.
Source: twilio.com/docs/voice/twiml/enqueue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivr.phone.attributes import Attributes, names
from ivr.phone.faults import DocumentFault
from ivr.phone.moments import Bridged, Happened, Joining, Run, Speaking
from ivr.phone.next import Goto, Leave, Next, Over
from ivr.phone.signals import CallerHungUp, QueueEvent, Taken
from ivr.phone.switch import MAX_WAITING, Bridge, Waiting
from ivr.phone.twiml import Document, Element, text_of
from ivr.phone.verbs.verb import Verb

if TYPE_CHECKING:
    from ivr.phone.leg import Leg

WAIT_VERBS = frozenset({"Play", "Say", "Pause", "Hangup", "Redirect", "Leave", "Gather"})
BEFORE_BRIDGE = frozenset({"Play", "Say", "Pause", "Redirect"})
HOLD_MUSIC = Speaking("play", "(hold music)", 30.0)
NO_LIMIT = 4 * 3600.0
"""How long parties may talk: Twilio's longest call, in seconds."""
REFUSED = {"full": "queue-full", "error": "error", "system-error": "system-error"}


def _run(leg: Leg, element: Element, attributes: Attributes, document: Document) -> Run[Next]:
    name = text_of(element)
    if attributes.text("workflowSid") or len(element):
        raise DocumentFault(12200, document.url, "<Enqueue> to TaskRouter is not executed by this telephone")
    if not 0 < len(name) <= 64:
        raise DocumentFault(12200, document.url, f"a queue's name has 1 to 64 characters, this has {len(name)}")
    queue = leg.switch.queue(name, attributes.whole("maxQueueSize", MAX_WAITING, 1, 5000))
    action, method = attributes.text("action"), attributes.method()
    reply = yield from leg.wait(Joining(name))
    refused = REFUSED.get(reply.what) if isinstance(reply, Happened) else None
    if refused is None and queue.size + leg.ahead >= queue.largest:
        refused = "queue-full"
    if refused is not None:
        return Goto(action, method, {"QueueResult": refused}) if action else None
    entry = leg.switch.join(queue, leg, leg.clock.now(), leg.ahead)
    leg.queue = entry
    waited: int | None = None
    over: Over | None = None
    try:
        try:
            result, over = yield from _wait(leg, entry, attributes, document)
        except Taken as taken:
            leg.queue, waited = None, entry.seconds(leg.clock.now())
            leg.switch.leave(entry, leg.clock.now())
            result = "bridged"
            yield from _talk(leg, entry, taken.bridge)
        except QueueEvent as event:
            result = event.what
    except CallerHungUp:
        result, over = ("hangup" if waited is None else "bridged"), Over("caller")
    finally:
        leg.queue = None
        waited = entry.seconds(leg.clock.now()) if waited is None else waited
        leg.switch.leave(entry, leg.clock.now())
    fields = {"QueueResult": result, "QueueSid": queue.sid, "QueueTime": str(waited)}
    if over is None:
        return Goto(action, method, fields) if action else None
    leg.hung_up()
    if action:
        leg.notify(action, fields, document, method)
    return over


def _wait(leg: Leg, entry: Waiting, attributes: Attributes, document: Document) -> Run[tuple[str, Over | None]]:
    """Wait documents, over and over, until one leaves the queue or hangs up: the QueueResult, and the end if any."""
    wait_url, method = attributes.text("waitUrl"), attributes.method("waitUrlMethod")
    if wait_url is None:
        while True:
            yield from leg.speak(HOLD_MUSIC)
    again = Goto(leg.webhooks.line.absolute(wait_url, document.url), method)
    goto = again
    while True:
        waiting = leg.fetch(Goto(goto.url, goto.method, {**_position(leg, entry), **goto.fields}))
        outcome = yield from leg.perform(waiting, WAIT_VERBS)
        if isinstance(outcome, Leave):
            return "leave", None
        if isinstance(outcome, Over):
            return "hangup", outcome
        goto = again
        if outcome is not None:
            goto = Goto(leg.webhooks.line.absolute(outcome.url, waiting.url), outcome.method, outcome.fields)


def _position(leg: Leg, entry: Waiting) -> dict[str, str]:
    return {
        "QueuePosition": str(entry.position),
        "QueueSid": entry.queue.sid,
        "QueueTime": str(entry.seconds(leg.clock.now())),
        "AvgQueueTime": str(entry.queue.average),
        "CurrentQueueSize": str(entry.queue.size),
        "MaxQueueSize": str(entry.queue.largest),
    }


def _talk(leg: Leg, entry: Waiting, bridge: Bridge) -> Run[None]:
    """What <Queue url> says to the caller, then the conversation."""
    try:
        if bridge.url is not None and bridge.agent is not None:
            fields = {
                "QueueSid": entry.queue.sid,
                "QueueTime": str(entry.seconds(leg.clock.now())),
                "DequeingCallSid": bridge.agent.parties.sid,
            }
            goto = Goto(bridge.url, bridge.method, fields)
            document = leg.fetch(goto)
            while isinstance(outcome := (yield from leg.perform(document, BEFORE_BRIDGE)), Goto):
                document = leg.fetch(Goto(outcome.url, outcome.method, fields), document)
        bridge.began = leg.clock.now()
        yield from leg.wait(Bridged(bridge, NO_LIMIT))
    finally:
        bridge.over = True


VERB = Verb("Enqueue", _run, names("action maxQueueSize method waitUrl waitUrlMethod workflowSid"), frozenset({"Task"}))
