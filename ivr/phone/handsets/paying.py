"""What a transcript's caller keys into <Pay>."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivr.phone.handsets.acting import KEY_SECONDS
from ivr.phone.handsets.stay import Outcome, Stay, still_speaks
from ivr.phone.handsets.tasks import Task
from ivr.phone.moments import Keys, Listening, Moment, Pretend

if TYPE_CHECKING:
    from ivr.phone.handsets.scripted import ScriptedHandset

ASKED = {
    "payment-card-number": "card",
    "expiration-date": "expires",
    "security-code": "code",
    "postal-code": "postcode",
}
"""<Pay>'s steps and a transcript's words for what they ask."""


def pay(handset: ScriptedHandset, task: Task, moment: Moment) -> Outcome:
    """Key what is asked for, as long as the step has it and it is asked for the first time.

    A `pay` step is one attempt: when <Pay> asks again for something, or for something the step does not give, the
    next step has its turn.
    """
    given = task.step.pay
    started = handset.paid is not None
    if given is None or not isinstance(moment, Listening) or moment.pay is None:
        if started and not still_speaks(moment):
            handset.paid = None
            return Stay.DONE
        return Stay.BLOCKED
    if given.result is not None:
        handset.did(f"had <Pay> end with {given.result}")
        return Pretend(given.result, given.error)
    if given.press is not None:
        handset.did(f"pressed {given.press}")
        return Keys(given.press)
    keyed = {name: value for name in ASKED.values() if (value := getattr(given, name)) is not None}
    name = ASKED[moment.pay]
    if name not in keyed or name in (handset.paid or []):
        if not started:
            return Stay.BLOCKED
        handset.paid = None
        return Stay.DONE
    if not started:
        handset.did(f"keyed the {name} into <Pay>")
    handset.paid = [*(handset.paid or []), name]
    if len(handset.paid) == len(keyed):
        handset.paid = None
    keys = keyed[name].replace(" ", "")
    handset.scene.clock.let_pass(KEY_SECONDS * len(keys))
    return Keys(keys if keys.endswith(("#", "*")) else f"{keys}#")
