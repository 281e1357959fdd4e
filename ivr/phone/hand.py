"""A call made by hand, in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ivr.phone.caller import Parties
from ivr.phone.clock import Clock, WallClock
from ivr.phone.handsets.failing import ending
from ivr.phone.handsets.handset import Handset, drive
from ivr.phone.handsets.recorder import Recorder
from ivr.phone.handsets.terminal import TerminalHandset
from ivr.phone.lab import Lab
from ivr.phone.leg import Leg
from ivr.phone.line import Line
from ivr.phone.moments import HungUp
from ivr.phone.next import Over
from ivr.phone.switch import Switch
from ivr.phone.webhooks import Webhooks
from ivr.transcript import write_transcript


def call_by_hand(
    line: Line,
    *,
    read: Callable[[str], str],
    write: Callable[[str], None],
    caller: str = "+12025550123",
    called: str | None = None,
    record: Path | None = None,
    clock: Clock | None = None,
) -> Over:
    """Put a person on the telephone; returns how the call ended.

    `read` shows a prompt and returns a line typed (EOFError or KeyboardInterrupt hangs up), `write` shows a line.
    With `record` the call is written there as a transcript that passes when played; the lab, if there is one, is reset
    first, so that the transcript begins where the call did. Raises PhoneError when the call goes in circles or the lab
    fails.
    """
    clock = clock or WallClock()
    parties = Parties(caller, called or line.number, line.account)
    lab = Lab.of(line, reset=record is not None)
    began: datetime | None = None
    title = f"A call from {caller}, recorded"
    tell: Callable[[], None] | None = None
    if lab is not None and record is not None:
        began, told, ticking = clock.now().replace(microsecond=0), lab, clock

        def tell_time() -> None:
            told.clock(parties.sid, ticking.now(), title)

        tell = tell_time
    terminal = TerminalHandset(read, write, clock, lab)
    recorder = Recorder(terminal, lab)
    leg = Leg(Webhooks(line, before_each=tell), parties, clock, Switch())
    try:
        if lab is not None:
            terminal.last_text = max([0, *(text.id for text in lab.texts())])
        write(f"(calling {parties.called} as {parties.sender}; /help tells what can be typed)")
        _see_through(leg, recorder if record is not None else terminal)
        terminal.news(leg)
        for warning in leg.warnings:
            write(f"  warning: {warning}")
        write(f"({ending(leg.ended)})")
        if record is not None:
            transcript = recorder.transcript(title, caller=caller, called=called, at=began, leg=leg)
            record.write_text(write_transcript(transcript, recorder.comments), encoding="utf-8")
            write(f"(written to {record})")
    finally:
        leg.abandon()
        if lab is not None:
            lab.close()
    return leg.ended or Over("caller")


def _see_through(leg: Leg, handset: Handset) -> None:
    """Drive the call; Ctrl-C while the line speaks hangs up, too."""
    try:
        drive(leg, handset)
    except KeyboardInterrupt:
        if leg.moment is None:
            raise
        while leg.moment is not None:
            leg.answer(HungUp())
