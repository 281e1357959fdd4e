"""<Record>: what the caller says is kept.

| attribute | values | default |
|---|---|---|
| action, method | URL; GET, POST | the current document's URL; POST |
| timeout | seconds of silence that end it | 5 |
| finishOnKey | any of 0-9, *, # | 1234567890*# |
| maxLength | seconds | 3600 |
| playBeep | true, false | true |
| trim, transcribe, transcribeCallback, recordingStatusCallback (and its Method and Event), recordingConfigurationId \
| accepted; recordingStatusCallback is posted | |

The action is given RecordingUrl, RecordingSid, RecordingDuration, and Digits: the key that ended it, or `hangup`.
An empty recording causes no request: the next verb is executed. Source: twilio.com/docs/voice/twiml/record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivr.phone.attributes import Attributes, names
from ivr.phone.caller import new_sid
from ivr.phone.moments import Recorded, Recording, Run, Speaking
from ivr.phone.next import Goto, Next
from ivr.phone.signals import CallerHungUp
from ivr.phone.twiml import Document, Element
from ivr.phone.verbs.verb import Verb

if TYPE_CHECKING:
    from ivr.phone.leg import Leg

HUNG_UP = "hangup"
"""Digits when the caller ended the recording by hanging up."""


def _run(leg: Leg, _element: Element, attributes: Attributes, document: Document) -> Run[Next]:
    finish = attributes.text("finishOnKey")
    recording = Recording(
        timeout=float(attributes.whole("timeout", 5)),
        longest=float(attributes.whole("maxLength", 3600, least=1)),
        finish="1234567890*#" if finish is None else finish,
    )
    if attributes.yes("playBeep", True):
        yield from leg.speak(Speaking("play", "(beep)", 1.0))
    reply = yield from leg.wait(recording)
    if not isinstance(reply, Recorded) or reply.seconds < 1:
        return None
    sid = new_sid("RE")
    account = leg.parties.account
    fields = {
        "RecordingUrl": f"https://api.twilio.com/2010-04-01/Accounts/{account}/Recordings/{sid}",
        "RecordingSid": sid,
        "RecordingDuration": str(int(min(reply.seconds, recording.longest))),
    }
    callback = attributes.text("recordingStatusCallback")
    if callback is not None:
        told = {**fields, "RecordingStatus": "completed", "RecordingChannels": "1", "RecordingSource": "RecordVerb"}
        leg.notify(callback, told, document, attributes.method("recordingStatusCallbackMethod"))
    action = attributes.text("action") or document.url
    if reply.key == HUNG_UP:
        leg.hung_up()
        leg.notify(action, {**fields, "Digits": HUNG_UP}, document, attributes.method())
        raise CallerHungUp
    key = reply.key if reply.key in recording.finish else ""
    return Goto(action, attributes.method(), {**fields, "Digits": key})


VERB = Verb(
    "Record",
    _run,
    names(
        "action method timeout finishOnKey maxLength playBeep trim transcribe transcribeCallback "
        "recordingStatusCallback recordingStatusCallbackMethod recordingStatusCallbackEvent recordingConfigurationId"
    ),
)
