"""The verbs: a module each. `VERBS` is the one place that lists them."""

from ivr.flow.verbs.ask import Ask
from ivr.flow.verbs.base import Handlers, LineHandlers, LineTarget, Step, Target
from ivr.flow.verbs.checkpoint import Checkpoint
from ivr.flow.verbs.confirm import Confirm
from ivr.flow.verbs.do import Do
from ivr.flow.verbs.ends import HangUp, Return
from ivr.flow.verbs.language import Language
from ivr.flow.verbs.menu import Menu, Option
from ivr.flow.verbs.pay import Pay
from ivr.flow.verbs.queue import Queue
from ivr.flow.verbs.requires import Requires
from ivr.flow.verbs.resume import Resume
from ivr.flow.verbs.run import Run
from ivr.flow.verbs.say import Say
from ivr.flow.verbs.set import Set
from ivr.flow.verbs.take import Take
from ivr.flow.verbs.when import Branch, When

VERBS: dict[str, type[Step]] = {
    kind.verb: kind
    for kind in (
        *(Say, Menu, Ask, Do, When, Set, Take, Run, Requires, Confirm, Pay, Queue, Language, Checkpoint, Resume),
        *(Return, HangUp),
    )
}
"""By the key that chooses them. `return` and `hang_up` choose only where no other verb is; `confirm` inside an `ask`
is the ask's option. `record` and `dial` are not here yet."""

__all__ = [
    "VERBS",
    "Ask",
    "Branch",
    "Checkpoint",
    "Confirm",
    "Do",
    "Handlers",
    "HangUp",
    "Language",
    "LineHandlers",
    "LineTarget",
    "Menu",
    "Option",
    "Pay",
    "Queue",
    "Requires",
    "Resume",
    "Return",
    "Run",
    "Say",
    "Set",
    "Step",
    "Take",
    "Target",
    "When",
]
