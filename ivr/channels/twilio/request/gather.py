"""What Gather posts to its action: https://www.twilio.com/docs/voice/twiml/gather#action"""

from __future__ import annotations

import math

from ivr.channels.twilio.request.posted import Posted
from ivr.channels.twilio.twiml import clean
from ivr.engine.events import Keyed, Silence, Spoke

MOST_WORDS = 2000
"""Characters of speech that are read: a Gather listens for a minute at most."""


def heard(posted: Posted) -> Keyed | Spoke | Silence:
    """Keys, else speech, else silence.

    A finishing key alone (`Digits` empty, `FinishedOnKey` "#") is silence: Twilio's documentation says that it cannot
    end a Gather without keys before it. Digits that no telephone has are silence too.
    """
    keys = posted.matching("Digits", r"[0-9*#]{1,255}")
    if keys:
        return Keyed(keys)
    words = " ".join(clean(posted.raw("SpeechResult")).split())[:MOST_WORDS]
    return Spoke(words, confidence(posted)) if words else Silence()


def confidence(posted: Posted) -> float | None:
    """Confidence from 0 to 1; None when absent, which Twilio allows itself, or no such number."""
    try:
        value = float(posted.matching("Confidence", r"[0-9.eE+-]{1,32}"))
    except ValueError:
        return None
    return value if math.isfinite(value) and 0 <= value <= 1 else None
