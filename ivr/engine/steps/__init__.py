"""The kinds of steps, a module each; `KINDS` is the one place that lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ivr.engine.faults import StepFault
from ivr.engine.steps.ask import ASK
from ivr.engine.steps.checkpoint import CHECKPOINT
from ivr.engine.steps.confirm import CONFIRM
from ivr.engine.steps.do import DO
from ivr.engine.steps.ends import HANG_UP, RETURN
from ivr.engine.steps.kind import Kind
from ivr.engine.steps.language import LANGUAGE
from ivr.engine.steps.menu import MENU
from ivr.engine.steps.pay import PAY
from ivr.engine.steps.queue import QUEUE
from ivr.engine.steps.requires import REQUIRES
from ivr.engine.steps.resume import RESUME
from ivr.engine.steps.run import RUN
from ivr.engine.steps.say import SAY
from ivr.engine.steps.set import SET
from ivr.engine.steps.take import TAKE
from ivr.engine.steps.when import WHEN
from ivr.flow.verbs import Step

KINDS: Mapping[str, Kind[Any]] = {  # Any: each takes its own step, which its verb chose
    "say": SAY,
    "menu": MENU,
    "ask": ASK,
    "do": DO,
    "when": WHEN,
    "set": SET,
    "take": TAKE,
    "run": RUN,
    "requires": REQUIRES,
    "confirm": CONFIRM,
    "pay": PAY,
    "queue": QUEUE,
    "language": LANGUAGE,
    "checkpoint": CHECKPOINT,
    "resume": RESUME,
    "return": RETURN,
    "hang_up": HANG_UP,
}
"""By verb. `record` and `dial` are not here yet."""


def kind_of(step: Step) -> Kind[Any]:
    """Raises StepFault for a verb nobody can do."""
    found = KINDS.get(step.verb)
    if found is None:
        raise StepFault(f"nobody can do '{step.verb}'")
    return found
