"""What the calls of one transcript share: the line and its lab, the switch, the clock, and the messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from ivr.phone.caller import Parties
from ivr.phone.clock import Clock
from ivr.phone.handsets.mailbox import Mailbox
from ivr.phone.lab import Lab
from ivr.phone.leg import Leg
from ivr.phone.line import Line
from ivr.phone.switch import Switch
from ivr.phone.webhooks import Webhooks

if TYPE_CHECKING:
    from ivr.phone.handsets.scripted import ScriptedHandset


@dataclass
class Scene:
    line: Line
    lab: Lab | None
    clock: Clock
    seed: str
    switch: Switch
    mailbox: Mailbox
    show: Callable[[str], None] = lambda _line: None
    """Is told what is heard and done, a line each."""
    handsets: dict[Leg, ScriptedHandset] = field(default_factory=dict)

    @property
    def legs(self) -> list[Leg]:
        return list(self.handsets)

    def leg(self, caller: str, called: str, *, ahead: int = 0, twice: bool = False) -> Leg:
        """A call to be placed; the lab is told its clock before each of its requests."""
        parties = Parties(caller, called, self.line.account)
        webhooks = Webhooks(self.line, before_each=self._clock_of(parties.sid), twice=twice)
        return Leg(webhooks, parties, self.clock, self.switch, ahead)

    def _clock_of(self, call: str) -> Callable[[], None] | None:
        lab = self.lab
        if lab is None:
            return None
        told: list[datetime] = []

        def tell() -> None:
            now = self.clock.now()
            if told != [now]:
                told[:] = [now]
                lab.clock(call, now, self.seed)

        return tell

    def handset(self, leg: Leg) -> ScriptedHandset:
        """Who answers that call's moments."""
        return self.handsets[leg]

    def close(self) -> None:
        """Drop every call that still goes on."""
        for leg in self.handsets:
            leg.abandon()
