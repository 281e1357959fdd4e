"""What may happen to a call where it is: each event with the way a transcript writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ivr.engine import events
from ivr.engine.awaiting import Acting, Answering, Capturing, Choosing, Confirming, Picking, Queueing
from ivr.engine.call import State
from ivr.engine.events import What
from ivr.engine.steps.menu import offered
from ivr.engine.walk import Walk
from ivr.flow.faults import FlowFault
from ivr.flow.line import Line
from ivr.flow.verbs import Ask, Menu, Queue, Resume
from ivr.flow.verbs.menu import KEYS
from ivr.study.explore.answers import answers
from ivr.study.explore.endings import Endings
from ivr.transcript import Stub
from ivr.values import Secret

_DIALLED = {"star": "*", "pound": "#"}
MUMBLED = "mumble mumble"
CARD = {"card": "4242424242424242", "expires": "1230", "code": "123", "postcode": "20001"}


@dataclass(frozen=True)
class Try:
    """One thing that may happen: `what` for the engine; `stub` for an action's end, made into an event with what was
    wanted; `steps` as a transcript writes it; `sort` is what kind of thing it is."""

    what: What | None
    steps: tuple[Mapping[str, object], ...] = field(default=(), hash=False)
    stub: Stub | None = None
    sort: str = ""


HANGS_UP = Try(events.HungUp(), ({"hang_up": "caller"},), sort="hang_up")


def tries(line: Line, state: State, endings: Endings) -> Iterator[Try]:
    """Everything worth trying now."""
    awaiting = state.awaiting
    if isinstance(awaiting, Acting):
        yield from (Try(None, stub=stub, sort=stub.outcome) for stub in endings.of(state, awaiting.action))
        return
    yield HANGS_UP
    if isinstance(awaiting, Capturing):
        yield from _capturing()
    elif isinstance(awaiting, Queueing):
        yield from _queueing(line, state)
    elif state.listening:
        yield from _listening(Walk(line, state))


def _capturing() -> Iterator[Try]:
    taken = events.CardCaptured(Secret("tok_ok_explored"), "visa", CARD["card"][-4:])
    yield Try(taken, ({"pay": CARD},), sort="taken")
    yield Try(events.CaptureEnded("stopped"), ({"pay": {"press": "*"}},), sort="stopped")
    failed = events.CaptureEnded("not_taken", "internal-error")
    yield Try(failed, ({"pay": {"result": "internal-error"}},), sort="not_taken")


def _queueing(line: Line, state: State) -> Iterator[Try]:
    step = line.flows[state.frame.flow].step(state.frame.step)
    longest = step.longest if isinstance(step, Queue) else 0
    answered: tuple[Mapping[str, object], ...] = ({"queue": "answered"}, {"hang_up": "other"})
    yield Try(events.QueueLeft("answered"), answered, sort="answered")
    yield Try(events.QueueLeft("full"), ({"queue": "full"},), sort="full")
    yield Try(events.QueueLeft("failed"), ({"queue": "error"},), sort="failed")
    yield Try(events.QueueLeft("left"), ({"wait": (longest + 1) * 60},), sort="too_long")


def _listening(walk: Walk) -> Iterator[Try]:
    """Bad answers are tried pure: where one was given, only more of its sort, until the step gives up."""
    tried = walk.frame.tries
    if not tried.bad or tried.bad == tried.no_input:
        yield Try(events.Silence(), ({"silence": 1},), sort="no_input")
    if not tried.bad or tried.bad == tried.no_match:
        yield _mumbled(walk)
    if not tried.bad or tried.bad == tried.other:
        yield from _answered(walk)
    if not tried.bad:
        yield from _shortcuts(walk)


def _mumbled(walk: Walk) -> Try:
    """A wrong key in a menu that has one; else speech that nobody understood."""
    step = walk.step
    if isinstance(walk.state.awaiting, Choosing) and isinstance(step, Menu):
        taken = {*step.choices, *(one.key for one in walk.settings.anywhere.values())}
        wrong = next((key for key in KEYS if key not in taken), None)
        if wrong is not None:
            return pressed(_DIALLED.get(wrong, wrong), "no_match")
    if not walk.settings.listen.speech:
        return pressed("###", "no_match")
    return Try(events.Spoke(MUMBLED, 0.1), ({"say": MUMBLED, "confidence": 0.1},), sort="no_match")


def _answered(walk: Walk) -> Iterator[Try]:
    awaiting, step = walk.state.awaiting, walk.step
    if isinstance(awaiting, Choosing) and isinstance(step, Menu):
        try:
            keys = offered(walk, step)
        except FlowFault:
            return
        yield from (pressed(_DIALLED.get(key, key), key) for key in keys)
    elif isinstance(awaiting, Confirming):
        yield from (pressed("1", "yes"), pressed("2", "no"))
    elif isinstance(awaiting, Answering):
        if isinstance(step, Resume):
            yield from (pressed("1", "yes"), pressed("2", "no"))
            return
        if not isinstance(step, Ask):  # the code of a confirm
            yield pressed("123456", "code")
            return
        for sort, keys_ in answers(walk, step):
            spoken = keys_.startswith("say ")
            yield said(keys_.removeprefix("say "), sort) if spoken else pressed(keys_, sort)


def _shortcuts(walk: Walk) -> Iterator[Try]:
    awaiting, anywhere = walk.state.awaiting, walk.settings.anywhere
    if not anywhere:
        return
    if isinstance(awaiting, Choosing | Picking):
        taken = walk.step.choices if isinstance(awaiting, Choosing) and isinstance(walk.step, Menu) else {}
        keys = {name: one.key for name, one in anywhere.items() if one.key not in taken}
        yield from (pressed(_DIALLED.get(key, key), f"anywhere {name}") for name, key in keys.items())
    else:
        yield pressed("*", "starred")


def pressed(keys: str, sort: str) -> Try:
    """Keys, as the carrier delivers them and as a transcript writes them."""
    return Try(events.Keyed(keys), ({"press": keys},), sort=sort)


def said(text: str, sort: str) -> Try:
    return Try(events.Spoke(text, 0.92), ({"say": text},), sort=sort)
