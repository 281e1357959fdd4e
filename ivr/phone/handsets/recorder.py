"""Writing down a call made by hand, as a transcript that passes when it is played."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from ivr.phone import cards
from ivr.phone.handsets.handset import Handset
from ivr.phone.handsets.paying import ASKED
from ivr.phone.lab import Lab, Text
from ivr.phone.leg import Leg
from ivr.phone.moments import (
    Bridged,
    FarHungUp,
    Happened,
    HungUp,
    Keys,
    Listening,
    Moment,
    Passed,
    Recorded,
    Recording,
    Reply,
    Ringing,
    Speaking,
    Speech,
)
from ivr.transcript import Call, Transcript

SHORTEST_CODE = 4
"""Keys this long that stand in a message are taken from it."""
BEFORE_CODE = 20
"""So many characters before a code tell which message it is."""


@dataclass(eq=False)
class Recorder:
    """A handset around another one, noting what was heard and done.

    A card that is no test card is written as one: a real number stays on the telephone.
    """

    handset: Handset
    lab: Lab | None = None
    comments: dict[int, str] = field(default_factory=dict)
    _steps: list[dict[str, object]] = field(default_factory=list)
    _heard: list[str] = field(default_factory=list)
    _pay: dict[str, str] | None = None
    _codes: int = 0

    def reply(self, leg: Leg, moment: Moment) -> Reply:
        if isinstance(moment, Speaking) and moment.kind != "pause":
            text = moment.text if moment.kind == "say" else f"♪ {moment.text}"
            if moment.queue is None or text not in self._heard:
                self._heard.append(text)
        reply = self.handset.reply(leg, moment)
        if isinstance(moment, Listening) and not moment.got:
            self._where(leg)
        self._note(moment, reply)
        return reply

    def transcript(self, title: str, *, caller: str, called: str | None, at: datetime | None, leg: Leg) -> Transcript:
        """The call so far, under that title; `at` is when it began by the line's clock, None when it has none."""
        if self._heard:
            self._add({})
        by = leg.ended.by if leg.ended else "caller"
        call: dict[str, object] = {"call": title, "from": caller, "steps": self._steps, "ends": by}
        if called is not None:
            call["to"] = called
        if at is not None:
            call |= {"at": at.isoformat(), "seed": title}
        return Transcript(transcript=title, calls=(Call.model_validate(call),))

    # --- noting

    def _where(self, leg: Leg) -> None:
        where = self.lab.where(leg.parties.sid) if self.lab is not None else None
        if where is not None:
            self.comments[len(self._steps)] = f"{where.flow} › {where.step}, {where.assurance}"

    def _note(self, moment: Moment, reply: Reply) -> None:
        if isinstance(moment, Listening) and moment.pay is not None and isinstance(reply, Keys):
            self._note_pay(ASKED[moment.pay], reply.keys)
            return
        if isinstance(reply, Passed) and (not isinstance(moment, (Listening, Recording)) or _mid_entry(moment)):
            return
        action = self._action(moment, reply)
        if action is not None:
            self._pay = None
            self._add(action)

    def _action(self, moment: Moment, reply: Reply) -> dict[str, object] | None:
        if isinstance(reply, Keys):
            return self._press(reply.keys)
        if isinstance(reply, Speech):
            return {"say": reply.text, "confidence": "absent" if reply.confidence is None else str(reply.confidence)}
        if isinstance(reply, Passed):
            return {"silence": 1}
        if isinstance(reply, HungUp):
            return {"hang_up": "caller"}
        if isinstance(reply, FarHungUp) and isinstance(moment, Bridged):
            return {"hang_up": "other"}
        if isinstance(reply, Recorded):
            return {"record": {"seconds": str(reply.seconds)} | ({"press": reply.key} if reply.key else {})}
        if isinstance(reply, Happened):
            return {"dial" if isinstance(moment, Ringing) else "queue": reply.what}
        return None

    def _press(self, keys: str) -> dict[str, object]:
        """Keys that came by message are written as the message's."""
        digits = keys.rstrip("#*")
        for text in reversed(self.lab.texts() if self.lab is not None and len(digits) >= SHORTEST_CODE else []):
            matches = self._matches(text, digits)
            if matches is not None:
                wanted = {"to": text.to, "matches": matches}
                return {"text": wanted, "press": f"{{code{self._codes}}}{keys[len(digits) :]}"}
        return {"press": keys}

    def _matches(self, text: Text, digits: str) -> str | None:
        found = re.search(rf"(?<!\d){digits}(?!\d)", text.body)
        if found is None:
            return None
        self._codes += 1
        before = " ".join(text.body[max(0, found.start() - BEFORE_CODE) : found.start()].split(" "))
        return f"{re.escape(before)}(?P<code{self._codes}>\\d{{{len(digits)}}})"

    def _note_pay(self, name: str, keys: str) -> None:
        """One step for one attempt: asked again for the same, it is the next attempt."""
        if "*" in keys:
            self._pay = None
            self._add({"pay": {"press": keys[: keys.index("*") + 1]}})
            return
        if self._pay is None or name in self._pay:
            self._pay = {}
            self._add({"pay": self._pay})
        self._pay[name] = _safe(name, keys.rstrip("#"))

    def _add(self, action: dict[str, object]) -> None:
        heard = {"hears": list(self._heard)} if self._heard else {}
        if heard or action:
            self._steps.append({**heard, **action})
        self._heard.clear()


def _mid_entry(moment: Listening | Recording) -> bool:
    return isinstance(moment, Listening) and bool(moment.got)


def _safe(name: str, keys: str) -> str:
    """What may be written of a card: test numbers, no real one, and no security code."""
    if name == "code":
        return "1234"[: len(keys)] if len(keys) <= 4 else keys
    if name == "card" and cards.well_formed(keys) and keys not in cards.TEST_CARDS:
        return "378282246310005" if cards.card_type(keys) == "amex" else "4242424242424242"
    return keys
