"""<Say>: text is spoken.

| attribute | values | default |
|---|---|---|
| voice | man, woman, a Polly, Google or other voice | the account's |
| language | a language tag | en-US |
| loop | 0 (until the call ends) and up | 1 |

Text is TwiML's or SSML's (break, emphasis, lang, p, phoneme, prosody, s, say-as, sub, w); at most 4096 characters.
Source: twilio.com/docs/voice/twiml/say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ivr.phone.attributes import Attributes, names
from ivr.phone.moments import Run, Speaking, spoken_seconds
from ivr.phone.next import Next
from ivr.phone.twiml import Document, Element, text_of
from ivr.phone.verbs.verb import Verb

if TYPE_CHECKING:
    from ivr.phone.leg import Leg

LONGEST = 4096
ENDLESS = 1000
"""How often loop="0" is repeated here; the caps on a call's length end it before that."""
SSML = names("break emphasis lang p phoneme prosody s say-as sub w amazon:domain amazon:effect")


def speakings(element: Element, attributes: Attributes) -> Iterator[Speaking]:
    """The text, as often as it is to be said; nothing when there is no text."""
    text = text_of(element)
    if not text:
        attributes.complain("has no text")
        return
    if len(text) > LONGEST:
        attributes.complain(f"has {len(text)} characters, {LONGEST} are spoken")
        text = text[:LONGEST]
    language = attributes.text("language") or ""
    for _time in range(attributes.whole("loop", 1) or ENDLESS):
        yield Speaking("say", text, spoken_seconds(text), language)


def _run(leg: Leg, element: Element, attributes: Attributes, _document: Document) -> Run[Next]:
    for speaking in speakings(element, attributes):
        yield from leg.speak(speaking)
    return None


VERB = Verb("Say", _run, frozenset({"voice", "language", "loop"}), SSML)
