"""The transcript handset: does what the steps say, when the line is ready for it, and fails when it will not be.

Speech is heard as it comes: a `hears` that is met makes way for the next step at once, so that a caller can hang up in
the middle of a document. Everything else is done when the line waits for the caller. A `hears` fails when the line
waits and has not said it, or where the line waits for nobody (a queue) after `PATIENCE`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from ivr.errors import PhoneError
from ivr.phone.handsets import acting, connecting, paying, seeing
from ivr.phone.handsets.failing import StepFailed, doing, ending, failure
from ivr.phone.handsets.scene import Scene
from ivr.phone.handsets.stay import Outcome, Stay, in_queue
from ivr.phone.handsets.tasks import Task, tasks
from ivr.phone.leg import Leg
from ivr.phone.moments import (
    Bridged,
    Connecting,
    FarHungUp,
    HungUp,
    Joining,
    Listening,
    Moment,
    Passed,
    Reply,
    Ringing,
    Speaking,
    length,
)
from ivr.transcript import Heard, Script, Step
from ivr.transcript.reading import Path

PATIENCE = 600.0
"""Seconds of the call's own time a step may take to come true where the line waits for nobody."""

PERCEIVED: dict[str, Callable[[ScriptedHandset, Task, Moment | None], Outcome]] = {
    "hears": seeing.hears,
    "not_hears": seeing.not_hears,
    "text": seeing.text,
    "no_text": seeing.no_text,
    "repeat_turn": seeing.repeat_turn,
}
"""Tasks that can still be met when the call is over."""
DONE: dict[str, Callable[[ScriptedHandset, Task, Moment], Outcome]] = {
    "press": acting.press,
    "say": acting.say,
    "silence": acting.silence,
    "wait": acting.wait,
    "record": acting.record,
    "hang_up": acting.hang_up,
    "pay": paying.pay,
    "queue": connecting.queue,
    "dial": connecting.dial,
    "agent": connecting.agent,
}


@dataclass(eq=False)
class ScriptedHandset:
    """Plays one call of a transcript. `left` and `paid` are what a task under way has still to do."""

    scene: Scene
    script: Script
    leg: Leg
    steps: tuple[Step, ...]
    path: Path
    role: Literal["caller", "agent"] = "caller"
    heard: Heard = field(default_factory=Heard)
    last: str = ""
    """Where the caller was when hanging up: queue, agent, or empty."""
    left: float | None = None
    paid: list[str] | None = None
    _tasks: deque[Task] = field(default_factory=deque)
    _moment: Moment | None = None
    _spent: float = 0.0
    _since: float = 0.0

    # --- driving

    def run(self) -> None:
        """Place the call, go through the steps, and hold that none is left. Raises StepFailed."""
        self.scene.handsets[self.leg] = self
        self._tasks = deque(tasks(self.steps, self.path))
        try:
            self.leg.start()
            self.go_on()
        except PhoneError as error:
            place = self.script.place(self._tasks[0].path if self._tasks else self.path)
            raise failure(place, str(error), "the call was dropped", self.heard) from error

    def go_on(self) -> None:
        while self.leg.moment is not None:
            outcome = self._reply(self.leg.moment)
            if outcome is Stay.PARKED:
                return
            if not isinstance(outcome, Stay):
                self._answer(outcome)
        while self._tasks:
            task = self._tasks.popleft()
            if not self._met_after_the_end(task):
                raise self.fail(task, self._expected(task), None)

    def _answer(self, reply: Reply) -> None:
        """Send a reply; when it ends a bridge, the far party is told, and an agent's call goes on."""
        moment = self.leg.moment
        self.leg.answer(reply)
        if not isinstance(moment, Bridged) or not moment.bridge.over:
            return
        for far in (moment.bridge.caller, moment.bridge.agent):
            if far is not None and far is not self.leg and isinstance(far.moment, Bridged):
                far.answer(FarHungUp())
                if far is moment.bridge.agent:
                    self.scene.handset(far).go_on()

    def _reply(self, moment: Moment) -> Outcome:
        self.notice(moment)
        if isinstance(moment, Connecting):
            return connecting.connect(self, moment)
        if isinstance(moment, Listening) and moment.got:
            return self.let_pass(moment)
        while self._tasks:
            task = self._tasks[0]
            seen, done = PERCEIVED.get(task.kind), DONE.get(task.kind)
            outcome = seen(self, task, moment) if seen else done(self, task, moment) if done else Stay.DONE
            if outcome is Stay.BLOCKED:
                return self._blocked(task, moment)
            if self.left is None and self.paid is None:
                self.finished(task)
            if outcome is not Stay.DONE:
                return outcome
        return self._steps_over(moment)

    def finished(self, task: Task) -> None:
        """On to the next task, unless that is where we are."""
        if self._tasks and self._tasks[0] is task:
            self._tasks.popleft()
        self._since = 0.0

    def notice(self, moment: Moment) -> None:
        """Hear what a moment says, once."""
        if moment is self._moment:
            return
        self._moment, self._spent = moment, 0.0
        if isinstance(moment, Speaking) and moment.kind != "pause":
            self._hear(moment.text if moment.kind == "say" else f"♪ {moment.text}")
        if isinstance(moment, Bridged):
            self._hear("(connected)")

    def _hear(self, text: str) -> None:
        self.heard.add(text)
        self.scene.show(f"  {'line' if self.role == 'caller' else 'line to agent':>8} │ {text}")

    def call_agent(self, caller: str, called: str, steps: tuple[Step, ...], path: Path) -> None:
        """Place an agent's call and go through its steps; it may go on after them."""
        heard = Heard("the agent's call began")
        leg = self.scene.leg(caller, called)
        ScriptedHandset(self.scene, self.script, leg, steps, path, "agent", heard).run()

    # --- letting time go by

    def rest(self, moment: Moment) -> float:
        """How long the moment lasts from now, if nobody does anything, in seconds."""
        return max(length(moment) - self._spent, 0.0)

    def spend(self, seconds: float) -> None:
        """Some of the present moment goes by."""
        self.scene.clock.let_pass(seconds)
        self._spent += seconds

    def let_pass(self, moment: Moment) -> Reply:
        """All of the moment goes by."""
        seconds = self.rest(moment)
        self.scene.clock.let_pass(seconds)
        self._since += seconds
        return Passed()

    def did(self, what: str, seconds: float = 0.0) -> None:
        """The caller did something, which took so long: what is heard from now on is heard anew."""
        self.heard.forget(f"the {self.role} {what}")
        self.scene.show(f"  {self.role:>8} │ {what}")
        self.scene.clock.let_pass(seconds)

    def _blocked(self, task: Task, moment: Moment) -> Reply:
        """The line has to go on before the task can be done; that it will not, is a failure."""
        goes_on = isinstance(moment, (Speaking, Joining)) or (isinstance(moment, Ringing) and moment.queue is not None)
        if goes_on and self._since < PATIENCE:
            return self.let_pass(moment)
        raise self.fail(task, self._expected(task), moment)

    def _steps_over(self, moment: Moment) -> Outcome:
        """A caller with nothing more to do hears the line out, and hangs up once it waits."""
        if isinstance(moment, Bridged) and self.role == "agent":
            return Stay.PARKED
        if isinstance(moment, Joining) or (isinstance(moment, Speaking) and not in_queue(moment)):
            return self.let_pass(moment)
        self.last = "queue" if in_queue(moment) else "agent" if isinstance(moment, Bridged) else ""
        return HungUp()

    def _met_after_the_end(self, task: Task) -> bool:
        seen = PERCEIVED.get(task.kind)
        if seen is not None:
            return seen(self, task, None) is Stay.DONE
        if task.kind == "wait":  # time goes on after a call
            self.scene.clock.let_pass((task.step.wait or 0.0) if self.left is None else self.left)
            self.left = None
            return True
        paid_all_that_was_asked = self.paid is not None
        self.left = self.paid = None
        return paid_all_that_was_asked

    # --- telling

    def _expected(self, task: Task) -> str:
        if task.expected is not None:
            return f"the line did not say: {seeing.filled(self, task.expected)}"
        return f"this could not be done: {task.kind} {seeing.shown(getattr(task.step, task.kind))}"

    def fail(self, task: Task, expected: str, moment: Moment | None) -> StepFailed:
        """The failure of a task; `moment` None means that the call is over."""
        now = doing(moment) if moment is not None else f"the call had ended: {ending(self.leg.ended)}"
        return failure(self.script.place(task.path), expected, now, self.heard)
