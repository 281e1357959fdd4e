"""The transcript handset: does what the steps say, when the line is ready for it, and fails when it will not be.

Speech is heard as it comes: a `hears` that is met makes way for the next step at once, so that a caller can hang up in
the middle of a document. Everything else is done when the line waits for the caller. A `hears` fails when the line
waits and has not said it, or in a queue after `PATIENCE`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from ivr.marks import Place
from ivr.phone.faults import TurnDiffers
from ivr.phone.handsets.failing import StepFailed, doing, failure
from ivr.phone.handsets.scene import Scene
from ivr.phone.handsets.tasks import Task, tasks
from ivr.phone.leg import Leg
from ivr.phone.moments import (
    Answered,
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
    Pretend,
    Recorded,
    Recording,
    Reply,
    Ringing,
    Speaking,
    Speech,
    spoken_seconds,
)
from ivr.phone.verbs.record import HUNG_UP
from ivr.transcript import Expectation, Heard, Script, Step, fill
from ivr.transcript.reading import Path

PATIENCE = 600.0
"""Seconds of the call's own time a step may take to come true where the line waits for nobody."""
PAY_STEPS = {
    "payment-card-number": "card",
    "expiration-date": "expires",
    "security-code": "code",
    "postal-code": "postcode",
}


class Stay(Enum):
    """What a handset says instead of a reply."""

    DONE = "the task is done, on to the next in the same moment"
    BLOCKED = "the task cannot be done in this moment"
    MOVED = "the call has gone on meanwhile, through another one"
    PARKED = "the steps are over, the call goes on without them"


Outcome = Reply | Stay


@dataclass(eq=False)
class ScriptedHandset:
    scene: Scene
    script: Script
    leg: Leg
    steps: tuple[Step, ...]
    path: Path
    role: Literal["caller", "agent"] = "caller"
    heard: Heard = field(default_factory=Heard)
    last: str = ""
    """Where the caller was when the steps were over: queue, agent, or empty."""
    _tasks: deque[Task] = field(default_factory=deque)
    _moment: Moment | None = None
    _spent: float = 0.0
    _left: float | None = None
    _paid: list[str] | None = None
    _since: float = 0.0

    # --- driving

    def run(self) -> None:
        """Place the call, go through the steps, and hold that none is left. Raises StepFailed, PhoneError."""
        self._tasks = deque(tasks(self.steps, self.path))
        self.leg.start()
        self.go_on()

    def go_on(self) -> None:
        while self.leg.moment is not None:
            outcome = self._reply(self.leg.moment)
            if outcome is Stay.PARKED:
                return
            if not isinstance(outcome, Stay):
                self._answer(outcome)
        while self._tasks:
            task = self._tasks.popleft()
            if not self._after_the_end(task):
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
        self._notice(moment)
        if isinstance(moment, Connecting):
            return self._connect(moment)
        if isinstance(moment, Listening) and moment.got:
            return self._pass(moment)
        while self._tasks:
            task = self._tasks[0]
            outcome = self._try(task, moment)
            if outcome is Stay.BLOCKED:
                return self._blocked(task, moment)
            if self._left is None and self._paid is None:
                self._finished(task)
            if outcome is not Stay.DONE:
                return outcome
        return self._steps_over(moment)

    def _finished(self, task: Task) -> None:
        if self._tasks and self._tasks[0] is task:
            self._tasks.popleft()
        self._since = 0.0

    def _notice(self, moment: Moment) -> None:
        if moment is self._moment:
            return
        self._moment, self._spent = moment, 0.0
        if isinstance(moment, Speaking) and moment.kind != "pause":
            text = moment.text if moment.kind == "say" else f"♪ {moment.text}"
            self.heard.add(text)
        if isinstance(moment, Bridged):
            self.heard.add("(connected)")

    # --- letting time go by

    def _pass(self, moment: Moment) -> Reply:
        seconds = max(_length(moment) - self._spent, 0.0)
        self.scene.clock.let_pass(seconds)
        self._since += seconds
        return Passed()

    def _blocked(self, task: Task, moment: Moment) -> Reply:
        """The line has to go on before the task can be done; that it will not, is a failure."""
        patient = self._since < PATIENCE
        if isinstance(moment, (Speaking, Joining)) and patient:
            return self._pass(moment)
        if isinstance(moment, Ringing) and moment.queue is not None and patient:
            return self._pass(moment)
        raise self.fail(task, self._expected(task), moment)

    def _steps_over(self, moment: Moment) -> Outcome:
        """A caller with nothing more to do hears the line out, and hangs up once it waits."""
        if isinstance(moment, Bridged) and self.role == "agent":
            return Stay.PARKED
        waiting = isinstance(moment, (Speaking, Listening)) and moment.queue is not None
        if isinstance(moment, Joining) or (isinstance(moment, Speaking) and not waiting):
            return self._pass(moment)
        self.last = "queue" if waiting else "agent" if isinstance(moment, Bridged) else ""
        return HungUp()

    # --- the agent's call

    def _connect(self, moment: Connecting) -> Reply:
        """The waiting caller hears what <Queue url> says, and is bridged unless gone by then."""
        caller = moment.bridge.caller
        if caller is None or caller.queue is None:
            return FarHungUp()
        theirs = self.scene.handset(caller)
        caller.answer(Answered(moment.bridge))
        while caller.moment is not None and not isinstance(caller.moment, Bridged):
            theirs._notice(caller.moment)
            caller.answer(theirs._pass(caller.moment))
        return Connected() if caller.moment is not None else FarHungUp()

    def _agent(self, task: Task) -> Outcome:
        wanted = task.step.agent
        called = (wanted.to if wanted else None) or self.scene.line.agent_number
        if wanted is None or called is None:
            raise StepFailed(f"{self.place(task.path)} the agent's call needs 'to': the line's number for agents")
        self._finished(task)
        agent = self.scene.leg(wanted.caller, called)
        handset = ScriptedHandset(
            self.scene,
            self.script,
            agent,
            wanted.steps,
            (*task.path, "steps"),
            "agent",
            Heard("the agent's call began"),
        )
        self.scene.handsets[agent] = handset
        handset.run()
        return Stay.MOVED

    # --- tasks

    def _try(self, task: Task, moment: Moment) -> Outcome:
        step = task.step
        if task.expected is not None:
            return self._listen(task, task.expected, moment)
        if task.kind in ("text", "no_text"):
            return self._texts(task, moment)
        if task.kind == "press":
            return self._press(step, moment)
        if task.kind == "say":
            return self._say(step, moment)
        if task.kind == "silence":
            return self._silence(step, moment)
        if task.kind == "wait":
            return self._wait(step, moment)
        if task.kind == "pay":
            return self._pay(step, moment)
        if task.kind == "record":
            return self._record(step, moment)
        if task.kind == "queue":
            return self._queue(step, moment)
        if task.kind == "dial":
            ringing = isinstance(moment, Ringing) and moment.queue is None
            return Happened(step.dial or "") if ringing else Stay.BLOCKED
        if task.kind == "agent":
            queued = isinstance(moment, (Speaking, Listening)) and moment.queue is not None
            return self._agent(task) if queued else Stay.BLOCKED
        if task.kind == "hang_up":
            return self._hang_up(step, moment)
        return self._repeat(task)

    def _listen(self, task: Task, written: Expectation, moment: Moment | None) -> Outcome:
        quote = written.how == "pattern"
        expected = Expectation(fill(written.text, self.scene.mailbox.values, quote=quote), written.how)
        if task.kind == "hears":
            if expected.how == "exactly" and _still_speaks(moment):
                return Stay.BLOCKED
            return Stay.DONE if self.heard.find(expected) else Stay.BLOCKED
        if _still_speaks(moment):
            return Stay.BLOCKED
        if self.heard.contains(expected):
            raise self.fail(task, f"the line said what it should not: {expected}", moment)
        return Stay.DONE

    def _texts(self, task: Task, moment: Moment | None) -> Outcome:
        if _still_speaks(moment):
            return Stay.BLOCKED
        wanted = task.step.text if task.kind == "text" else task.step.no_text
        if wanted is None:
            return Stay.DONE
        found = self.scene.mailbox.take(wanted)
        if task.kind == "text" and found is None:
            listed = "".join(
                f"\n      to {text.to} ({text.channel}): {text.body}" for text in self.scene.mailbox.unread
            )
            raise self.fail(task, f"no such message arrived: {_shown(wanted)}{listed or '; none did'}", moment)
        if task.kind == "no_text" and found is not None:
            raise self.fail(task, f"a message arrived that should not have: to {found.to}: {found.body}", moment)
        return Stay.DONE

    def _press(self, step: Step, moment: Moment) -> Outcome:
        keys = fill(step.press or "", self.scene.mailbox.values)
        if isinstance(moment, Speaking) and step.early and moment.gathering:
            if not moment.barge:
                return Stay.DONE  # lost, as at Twilio
        elif isinstance(moment, Recording):
            self._did(f"pressed {keys}")
            return Recorded(0.0, keys[:1])
        elif isinstance(moment, Bridged):
            return Keys(keys) if moment.star and "*" in keys else Stay.BLOCKED
        elif not isinstance(moment, Listening):
            return Stay.BLOCKED
        self._did(f"pressed {keys}", 0.3 * len(keys))
        return Keys(keys)

    def _say(self, step: Step, moment: Moment) -> Outcome:
        if not isinstance(moment, Listening) or moment.pay is not None:
            return Stay.BLOCKED
        text = fill(step.say or "", self.scene.mailbox.values)
        self._did(f'said "{text}"', spoken_seconds(text))
        return Speech(text, step.confidence)

    def _silence(self, step: Step, moment: Moment) -> Outcome:
        if not isinstance(moment, (Listening, Recording)):
            return Stay.BLOCKED
        left = (self._left if self._left is not None else float(step.silence or 1)) - 1
        self._left = left if left > 0 else None
        self._did("said nothing")
        return self._pass(moment)

    def _wait(self, step: Step, moment: Moment) -> Outcome:
        if self._left is None:
            self._did("waited")
        left = self._left if self._left is not None else float(step.wait or 0)
        rest = _length(moment) - self._spent
        if left < rest:
            self.scene.clock.let_pass(left)
            self._spent += left
            self._left = None
            return Stay.DONE
        self._left = left - rest
        return self._pass(moment)

    def _pay(self, step: Step, moment: Moment) -> Outcome:
        pay = step.pay
        started = self._paid is not None
        if pay is None or not isinstance(moment, Listening) or moment.pay is None:
            if started and not _still_speaks(moment):
                self._paid = None
                return Stay.DONE
            return Stay.BLOCKED
        if pay.result is not None:
            self._did(f"had <Pay> end with {pay.result}")
            return Pretend(pay.result, pay.error)
        if pay.press is not None:
            self._did(f"pressed {pay.press}")
            return Keys(pay.press)
        keyed = {name: value for name in PAY_STEPS.values() if (value := getattr(pay, name)) is not None}
        name = PAY_STEPS[moment.pay]
        if name not in keyed or name in (self._paid or []):
            if not started:
                return Stay.BLOCKED
            self._paid = None
            return Stay.DONE
        if not started:
            self._did(f"keyed the {name} into <Pay>")
        self._paid = [*(self._paid or []), name]
        if len(self._paid) == len(keyed):
            self._paid = None
        keys = keyed[name].replace(" ", "")
        self.scene.clock.let_pass(0.3 * len(keys))
        return Keys(keys if keys.endswith(("#", "*")) else f"{keys}#")

    def _record(self, step: Step, moment: Moment) -> Outcome:
        wanted = step.record
        if wanted is None or not isinstance(moment, Recording):
            return Stay.BLOCKED
        self._did("left a recording", min(wanted.seconds, moment.longest))
        if wanted.hang_up:
            return Recorded(wanted.seconds, HUNG_UP)
        if wanted.press is None:
            self.scene.clock.let_pass(moment.timeout)
        return Recorded(wanted.seconds, wanted.press or "")

    def _queue(self, step: Step, moment: Moment) -> Outcome:
        what = step.queue or ""
        if isinstance(moment, Joining):
            return Happened(what) if what in ("full", "error", "system-error") else Stay.BLOCKED
        if not isinstance(moment, (Speaking, Listening)) or moment.queue is None or what == "full":
            return Stay.BLOCKED
        if what == "moves":
            moment.queue.ahead = max(0, moment.queue.ahead - 1)
            return Stay.DONE
        self._did(f"was in the queue, and it was {what}")
        return Happened(what)

    def _hang_up(self, step: Step, moment: Moment) -> Outcome:
        if step.hang_up == self.role:
            return HungUp()
        if not isinstance(moment, Bridged):
            return Stay.BLOCKED
        self._did("was hung up on")
        for far in (moment.bridge.caller, moment.bridge.agent):
            if far is not None and far is not self.leg and isinstance(far.moment, Bridged):
                far.answer(HungUp())
        return FarHungUp()

    def _repeat(self, task: Task) -> Outcome:
        try:
            self.leg.webhooks.repeat()
        except TurnDiffers as error:
            raise self.fail(task, str(error), self.leg.moment) from error
        return Stay.DONE

    def _after_the_end(self, task: Task) -> bool:
        """Whether a task left over when the call has ended is met all the same."""
        if task.expected is not None:
            return self._listen(task, task.expected, None) is Stay.DONE
        if task.kind in ("text", "no_text"):
            return self._texts(task, None) is Stay.DONE
        if task.kind == "repeat_turn":
            return self._repeat(task) is Stay.DONE
        if self._left is not None or self._paid is not None:
            self._left = self._paid = None
            return True
        return False

    # --- telling

    def _did(self, what: str, seconds: float = 0.0) -> None:
        self.heard.forget(f"the {self.role} {what}")
        self.scene.clock.let_pass(seconds)

    def place(self, path: Path) -> Place:
        return self.script.place(path)

    def _expected(self, task: Task) -> str:
        if task.kind == "hears" and task.expected is not None:
            filled = fill(task.expected.text, self.scene.mailbox.values, quote=task.expected.how == "pattern")
            return f"the line did not say: {Expectation(filled, task.expected.how)}"
        return f"this could not be done: {task.kind} {_shown(getattr(task.step, task.kind))}"

    def fail(self, task: Task, expected: str, moment: Moment | None) -> StepFailed:
        return failure(self.place(task.path), expected, doing(moment) if moment else self._how_ended(), self.heard)

    def _how_ended(self) -> str:
        over = self.leg.ended
        if over is None:
            return "the call was over"
        if over.fault:
            return f"the call had ended: {over.fault}"
        return f"the call had ended: {ENDINGS[over.by]}"


ENDINGS = {
    "line": "the line hung up",
    "caller": "the caller hung up",
    "rejected": "the line rejected it",
    "busy": "the line was busy",
    "error": "an application error",
}


def _still_speaks(moment: Moment | None) -> bool:
    """Whether more may be said before the line waits for the caller."""
    return isinstance(moment, Joining) or (isinstance(moment, Speaking) and moment.queue is None)


def _length(moment: Moment) -> float:
    """How long a moment lasts if nobody does anything, in seconds."""
    if isinstance(moment, Speaking):
        return moment.seconds
    if isinstance(moment, (Listening, Recording, Ringing)):
        return moment.timeout
    if isinstance(moment, Bridged):
        return moment.longest
    return 0.0


def _shown(wanted: object) -> str:
    given = getattr(wanted, "model_dump", None)
    if given is None:
        return str(wanted)
    return ", ".join(f"{name} {value}" for name, value in given(exclude_none=True).items() if name != "steps") or "any"
