"""The terminal handset: a person reads what the line says, and types keys or words.

It needs nothing of a terminal but lines of text in and out. Speech is printed at once, not at its own pace; pauses
outside of a queue are real, since an application may be waiting for something meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ivr.phone.cards import TEST_CARDS
from ivr.phone.clock import Clock
from ivr.phone.lab import Lab, Text, Where
from ivr.phone.leg import Leg
from ivr.phone.moments import (
    Bridged,
    Connected,
    Connecting,
    FarHungUp,
    Happened,
    HungUp,
    Joining,
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
    spoken_seconds,
)

HELP = """\
  digits, * and #   are keys, as in 1 or 40012345#
  other text        is spoken
  Enter alone       says nothing
  /agent            (in a queue) an agent answers
  /hangup           hangs up, as Ctrl-C and Ctrl-D do
  /help             shows this"""
CONFIDENCE = 0.92
"""How sure the recogniser is of what is typed."""


@dataclass(eq=False)
class TerminalHandset:
    """`read` shows a prompt and returns a line, raising EOFError at the end; `write` shows a line."""

    read: Callable[[str], str]
    write: Callable[[str], None]
    clock: Clock
    lab: Lab | None = None
    last_text: int = 0
    where: Where | None = None

    def reply(self, leg: Leg, moment: Moment) -> Reply:
        if isinstance(moment, Speaking):
            return self._hear(moment)
        if isinstance(moment, Joining):
            self.write(f"  (you are put into the queue '{moment.name}')")
            return Passed()
        if isinstance(moment, Connecting):
            return Connected()
        if isinstance(moment, Listening):
            return self._listen(leg, moment)
        if isinstance(moment, Recording):
            return self._record(moment)
        if isinstance(moment, Ringing):
            return self._ring(moment)
        return self._talk(moment)

    def news(self, leg: Leg) -> None:
        """Show messages that have arrived, and where in its flows the line is, if that has changed."""
        if self.lab is None:
            return
        self.lab.settle()
        for text in self.lab.texts(self.last_text):
            self.last_text = text.id
            self.write(_shown(text))
        where = self.lab.where(leg.parties.sid)
        if where is not None and where != self.where:
            self.write(f"  [{where.flow} › {where.step} · {where.assurance}]")
        self.where = where

    # --- moments

    def _hear(self, moment: Speaking) -> Reply:
        if moment.kind == "say":
            self.write(moment.text)
        elif moment.kind == "play":
            self.write(f"♪ {moment.text}")
        elif moment.kind == "digits":
            self.write(f"(keys are played: {moment.text})")
        else:
            self.write("…")
            if moment.queue is None:
                self.clock.let_pass(moment.seconds)
        if moment.queue is not None and moment.kind in ("play", "pause"):
            return self._asked("  waiting; Enter waits on, /agent answers > ", self._queued)
        return Passed()

    def _queued(self, typed: str) -> Reply | None:
        if typed == "/agent":
            return Happened("answered")
        return None if typed else Passed()

    def _listen(self, leg: Leg, moment: Listening) -> Reply:
        if moment.got:
            return Passed()
        self.news(leg)
        prompt = f"{moment.pay.replace('-', ' ')}> " if moment.pay else "> "
        if moment.pay == "payment-card-number":
            self.write(f"  (use a test card: {', '.join(sorted(TEST_CARDS))})")

        def understood(typed: str) -> Reply | None:
            if not typed:
                return Passed()
            keys = typed.replace(" ", "")
            if not keys.strip("0123456789*#"):
                if not moment.keys:
                    self.write("  (the line listens for speech only; keys are lost)")
                return Keys(keys)
            if not moment.speech:
                self.write("  (the line listens for keys only; words are lost)")
            return Speech(typed, CONFIDENCE)

        return self._asked(prompt, understood)

    def _record(self, moment: Recording) -> Reply:
        def kept(typed: str) -> Reply:
            return Recorded(min(max(1.0, spoken_seconds(typed)), moment.longest)) if typed else Passed()

        return self._asked("  recording; say something, or Enter for silence > ", kept)

    def _ring(self, moment: Ringing) -> Reply:
        if moment.queue is not None:
            self.write(f"  (nobody waits in the queue '{moment.queue}')")
            return Passed()
        statuses = ("busy", "no-answer", "failed", "canceled")

        def rung(typed: str) -> Reply | None:
            if not typed:
                return Happened("answered")
            return Happened(typed) if typed in statuses else None

        self.write(f"  (ringing {', '.join(moment.numbers)})")
        return self._asked(f"  Enter answers there; or {', '.join(statuses)} > ", rung)

    def _talk(self, moment: Bridged) -> Reply:
        self.write("  (connected)")

        def talked(typed: str) -> Reply | None:
            return Keys(typed) if moment.star and "*" in typed else None if typed else FarHungUp()

        return self._asked("  Enter: the other party hangs up > ", talked)

    def _asked(self, prompt: str, understood: Callable[[str], Reply | None]) -> Reply:
        """What was typed, asked again until it is understood."""
        while True:
            try:
                typed = self.read(prompt).strip()
            except (EOFError, KeyboardInterrupt):
                return HungUp()
            if typed in ("/hangup", "/quit"):
                return HungUp()
            reply = None if typed == "/help" else understood(typed)
            if reply is not None and not (typed.startswith("/") and isinstance(reply, Speech)):
                return reply
            self.write(HELP)


def _shown(text: Text) -> str:
    return f"  ✉ {text.channel} to {text.to}: {text.body}"
