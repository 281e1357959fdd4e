"""<Gather>: keys, speech, or whichever comes first.

| attribute | values | default |
|---|---|---|
| input | dtmf, speech, or both | dtmf |
| action, method | URL; GET, POST | the current document's URL; POST |
| timeout | seconds, or auto | 5; counts when the nested verbs have ended, or from the last key |
| finishOnKey | any of 0-9, *, #, or nothing | #; ends the input and is not in Digits |
| numDigits | 1 and up | unlimited |
| actionOnEmptyResult | true, false | false: nothing heard falls through to the next verb |
| bargeIn | true, false | true: a key or speech cuts the nested verbs short |
| speechTimeout, speechModel, language, hints, enhanced, profanityFilter, maxSpeechTime, debug, partialResultCallback, \
partialResultCallbackMethod | accepted | language is sent back with speech |

`#` before any other key is no input. Keys beyond the last one wanted are lost, and so is input of a kind that is not
asked for. A caller who hangs up here causes no request to the action. Sources: twilio.com/docs/voice/twiml/gather;
FinishedOnKey, msg and Language as in real requests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivr.phone.attributes import Attributes, names
from ivr.phone.moments import Keys, Listening, Reply, Run, Speech
from ivr.phone.next import Goto, Next
from ivr.phone.twiml import Document, Element
from ivr.phone.verbs.spoken import NESTED, nested
from ivr.phone.verbs.verb import Verb

if TYPE_CHECKING:
    from ivr.phone.leg import Leg

TIMEOUT = 5


def _run(leg: Leg, element: Element, attributes: Attributes, document: Document) -> Run[Next]:
    listening = _listening(leg, attributes)
    goto = Goto(attributes.text("action") or document.url, attributes.method())
    barge = attributes.yes("bargeIn", True)
    for speaking in nested(leg, element):
        reply = yield from leg.speak(speaking, gathering=True, barge=barge)
        if barge and isinstance(reply, (Keys, Speech)):
            break
    else:
        reply = yield from leg.wait(listening)
    fields = yield from _heard(leg, listening, reply)
    if not attributes.yes("actionOnEmptyResult", False) and not (fields.get("Digits") or fields.get("SpeechResult")):
        return None
    return Goto(goto.url, goto.method, fields)


def _listening(leg: Leg, attributes: Attributes) -> Listening:
    wanted = set((attributes.text("input") or "dtmf").split())
    if not wanted or wanted - {"dtmf", "speech"}:
        attributes.complain(f"input='{attributes.text('input')}' is none of dtmf, speech, dtmf speech")
        wanted = {"dtmf"}
    finish = attributes.text("finishOnKey")
    speech_timeout = attributes.text("speechTimeout")
    if attributes.text("speechModel") and speech_timeout == "auto":
        attributes.complain("speechTimeout='auto' does not go with speechModel: give whole seconds")
    automatic = attributes.text("timeout") == "auto"
    return Listening(
        keys="dtmf" in wanted,
        speech="speech" in wanted,
        timeout=float(TIMEOUT if automatic else attributes.whole("timeout", TIMEOUT)),
        finish="#" if finish is None else finish,
        length=attributes.whole("numDigits", 0, least=1) or None,
        language=attributes.text("language") or "en-US",
        queue=leg.queue,
    )


def _heard(leg: Leg, listening: Listening, reply: Reply) -> Run[dict[str, str]]:
    """What is posted; Digits or SpeechResult is empty when nothing was heard."""
    if isinstance(reply, Speech) and listening.speech:
        fields = {"SpeechResult": reply.text, "Language": listening.language}
        return fields if reply.confidence is None else {**fields, "Confidence": f"{reply.confidence:.8g}"}
    if isinstance(reply, Keys) and listening.keys:
        digits, finished = yield from collect(leg, listening, reply.keys)
        return {"Digits": digits, "FinishedOnKey": finished, "msg": "Gather End"}
    return {"Digits": "", "FinishedOnKey": ""} if listening.keys else {"SpeechResult": ""}


def collect(leg: Leg, listening: Listening, keys: str) -> Run[tuple[str, str]]:
    """The digits, and the key that finished them; more keys may follow until the time is up."""
    digits = ""
    while True:
        for key in keys:
            if key in listening.finish:
                return digits, key
            digits += key
            if len(digits) == listening.length:
                return digits, ""
        more = Listening(
            keys=True,
            speech=False,
            timeout=listening.timeout,
            finish=listening.finish,
            length=listening.length,
            got=digits,
            pay=listening.pay,
            queue=listening.queue,
        )
        reply = yield from leg.wait(more)
        if not isinstance(reply, Keys):
            return digits, ""
        keys = reply.keys


VERB = Verb(
    "Gather",
    _run,
    names(
        "input action method timeout speechTimeout maxSpeechTime profanityFilter finishOnKey numDigits "
        "partialResultCallback partialResultCallbackMethod language hints bargeIn debug actionOnEmptyResult "
        "speechModel enhanced"
    ),
    NESTED,
)
