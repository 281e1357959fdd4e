"""<Dial>: another telephone is rung, or the first caller of a queue taken.

| attribute | values | default |
|---|---|---|
| action, method | URL; GET, POST | none: the next verb is executed; POST |
| timeout | seconds of ringing, or until somebody waits in the queue | 30 |
| timeLimit | seconds of talking | 14400 |
| hangupOnStar | true, false | false |
| answerOnBridge, callerId, callReason, events, passports, record, recordingConfigurationId, \
recordingStatusCallback (and its Method and Event), recordingTrack, referMethod, referUrl, ringTone, sequential, trim \
| accepted | |

Inside: a number as text, <Number>s (whose url the telephone does not play), or one <Queue> with url and method: what
the waiting caller hears before they are bridged. Other nouns are not executed. The action is given DialCallStatus,
DialBridged and, when there was a call, DialCallSid and DialCallDuration; when the person who dials hangs up, it is
told, and what it answers is not executed. Sources: twilio.com/docs/voice/twiml/dial, .../queue, .../number.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ivr.phone.attributes import Attributes, names
from ivr.phone.caller import new_sid
from ivr.phone.faults import DocumentFault
from ivr.phone.moments import Bridged, Connected, Connecting, FarHungUp, Happened, Passed, Ringing, Run
from ivr.phone.next import Goto, Next
from ivr.phone.signals import CallerHungUp
from ivr.phone.switch import Bridge
from ivr.phone.twiml import Document, Element, text_of
from ivr.phone.verbs.verb import Verb

if TYPE_CHECKING:
    from ivr.phone.leg import Leg

NUMBER = names(
    "sendDigits url method statusCallbackEvent statusCallback statusCallbackMethod byoc machineDetection "
    "amdStatusCallbackMethod amdStatusCallback machineDetectionTimeout machineDetectionSpeechThreshold "
    "machineDetectionSpeechEndThreshold machineDetectionSilenceTimeout"
)
QUEUE = frozenset({"url", "method", "reservationSid", "postWorkActivitySid"})


class _Dialling:
    """One <Dial> under way: what its action will be given."""

    def __init__(self) -> None:
        self.status = "no-answer"
        self.sid = ""
        self.began: datetime | None = None

    def fields(self, now: datetime) -> dict[str, str]:
        fields = {"DialCallStatus": self.status, "DialBridged": str(self.began is not None).lower()}
        if self.sid:
            fields["DialCallSid"] = self.sid
        if self.began is not None:
            fields["DialCallDuration"] = str(int((now - self.began).total_seconds()))
        return fields


def _run(leg: Leg, element: Element, attributes: Attributes, document: Document) -> Run[Next]:
    dialling = _Dialling()
    timeout = float(attributes.whole("timeout", 30, 1, 600))
    longest = float(attributes.whole("timeLimit", 14400, 1))
    star = attributes.yes("hangupOnStar", False)
    action, method = attributes.text("action"), attributes.method()
    queue, numbers = _nouns(leg, element, document)
    try:
        if queue is not None:
            bridge = yield from _take(leg, dialling, queue, timeout, document)
        else:
            bridge = yield from _ring(leg, dialling, numbers, timeout)
        if bridge is not None:
            dialling.status, dialling.began = "completed", leg.clock.now()
            try:
                yield from leg.wait(Bridged(bridge, longest, star))
            finally:
                bridge.over = True
    except CallerHungUp:
        if dialling.began is None:
            dialling.status = "canceled"
        leg.hung_up()
        if action:
            leg.notify(action, dialling.fields(leg.clock.now()), document, method)
        raise
    return Goto(action, method, dialling.fields(leg.clock.now())) if action else None


def _nouns(leg: Leg, element: Element, document: Document) -> tuple[Element | None, tuple[str, ...]]:
    """The queue, or the numbers to be rung."""
    for child in element:
        if child.tag not in ("Number", "Queue"):
            raise DocumentFault(12200, document.url, f"<Dial><{child.tag}> is not executed by this telephone")
        Attributes(child, QUEUE if child.tag == "Queue" else NUMBER, leg.warn)
    queue = element.find("Queue")
    numbers = [text_of(child) for child in element.findall("Number")]
    if not len(element):
        numbers = [text_of(element)]
    numbers = [number for number in numbers if number]
    if (queue is None) == (not numbers):
        raise DocumentFault(12200, document.url, "<Dial> takes a number, <Number>s, or one <Queue>")
    return queue, tuple(numbers)


def _ring(leg: Leg, dialling: _Dialling, numbers: tuple[str, ...], timeout: float) -> Run[Bridge | None]:
    dialling.sid = new_sid("CA")
    reply = yield from leg.wait(Ringing(numbers, timeout))
    if isinstance(reply, Happened) and reply.what == "answered":
        return Bridge(caller=leg, agent=None)
    dialling.status = reply.what if isinstance(reply, Happened) else "no-answer"
    return None


def _take(leg: Leg, dialling: _Dialling, queue: Element, timeout: float, document: Document) -> Run[Bridge | None]:
    """The first caller of a queue, when there is one in time and still there when it comes to talking."""
    name = text_of(queue)
    entry = leg.switch.first(name)
    if entry is None:
        reply = yield from leg.wait(Ringing((), timeout, queue=name))
        entry = leg.switch.first(name)
        if isinstance(reply, Passed) or entry is None:
            return None
    url = queue.get("url")
    where = leg.webhooks.line.absolute(url, document.url) if url else None
    bridge = Bridge(entry.leg, leg, where, queue.get("method", "POST"))
    dialling.sid = entry.leg.parties.sid
    reply = yield from leg.wait(Connecting(bridge))
    if isinstance(reply, FarHungUp) or not isinstance(reply, Connected):
        return None
    return bridge


VERB = Verb(
    "Dial",
    _run,
    names(
        "action method timeout hangupOnStar timeLimit callerId callReason record trim recordingStatusCallback "
        "recordingConfigurationId recordingStatusCallbackMethod recordingStatusCallbackEvent answerOnBridge ringTone "
        "recordingTrack sequential referUrl referMethod events passports"
    ),
    frozenset({"Number", "Queue"}),
)
