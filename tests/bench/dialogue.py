"""The call that both servers answer: eight turns, as Twilio posts them.

The fields are those of a real capture (Twilio sends some two dozen with each request), so that parsing a form and
checking its signature cost what they cost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

TOKEN = "a-token-for-the-bench"
PUBLIC = "https://ivr.example.com"
CALLER, LINE = "+12025550123", "+12025550100"

ALWAYS: Mapping[str, str] = {
    "AccountSid": "AC" + "0" * 32,
    "ApiVersion": "2010-04-01",
    "CallToken": "%7B%22parentCallInfoToken%22%3A%22x%22%2C%22identityHeaderTokens%22%3A%5B%5D%7D",
    "Called": LINE,
    "CalledCity": "",
    "CalledCountry": "US",
    "CalledState": "DC",
    "CalledZip": "",
    "Caller": CALLER,
    "CallerCity": "WASHINGTON",
    "CallerCountry": "US",
    "CallerState": "DC",
    "CallerZip": "20001",
    "Direction": "inbound",
    "From": CALLER,
    "FromCity": "WASHINGTON",
    "FromCountry": "US",
    "FromState": "DC",
    "FromZip": "20001",
    "StirVerstat": "TN-Validation-Passed-A",
    "To": LINE,
    "ToCity": "",
    "ToCountry": "US",
    "ToState": "DC",
    "ToZip": "",
}

TURNS: tuple[Mapping[str, str], ...] = (
    {"CallStatus": "ringing"},
    {"Digits": "1", "FinishedOnKey": "", "msg": "Gather End"},
    {"Digits": "7", "FinishedOnKey": "", "msg": "Gather End"},
    {"Digits": "*", "FinishedOnKey": "", "msg": "Gather End"},
    {"SpeechResult": "What do I owe?", "Confidence": "0.93", "Language": "en-US"},
    {"msg": "Gather End"},
    {"SpeechResult": "Another language.", "Confidence": "0.88", "Language": "en-US"},
    {"Digits": "1", "FinishedOnKey": "", "msg": "Gather End"},
)
"""The greeting and the languages; English; a key that is none; the menu again; what is owed, by speech, which asks for
the account number; silence; another language, by speech; English, and the account number is asked for again."""

HEARD = (
    "For English, press 1",
    "Main menu",
    "Sorry, I did not get that",
    "Main menu",
    "Please enter your account number",
    "Your account number is at the top of your bill",
    "For English, press 1",
    "account number",
)
"""Words that stand in the answer to each turn."""

_ACTION = re.compile(r'<Gather [^>]*\baction="([^"]+)"')


def fields(call: str, turn: int) -> dict[str, str]:
    """The form of a turn (0 to 7) of a call."""
    return {"CallSid": call, "CallStatus": "in-progress", **ALWAYS, **TURNS[turn]}


def leads_to(document: str) -> str:
    """Where an answer sends what is heard next, without the public URL. Raises ValueError when it listens for
    nothing."""
    found = _ACTION.search(document)
    if found is None:
        raise ValueError(f"this answer does not listen: {document[:200]}")
    return unescape(found.group(1)).removeprefix(PUBLIC)


def sid(run: int, number: int) -> str:
    """A CallSid that no other run uses."""
    return f"CA{run:016x}{number:016x}"
