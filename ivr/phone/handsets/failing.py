"""How a transcript's failure reads: where, what was expected, what the line was doing, what was heard."""

from __future__ import annotations

from ivr.errors import IvrError
from ivr.marks import Place
from ivr.phone.moments import Bridged, Connecting, Joining, Listening, Moment, Recording, Ringing
from ivr.phone.next import Over
from ivr.transcript import Heard


class StepFailed(IvrError):  # noqa: N818 - no fault of the program
    """A step of a transcript did not come true; the text is for the tester."""


def failure(place: Place, expected: str, doing: str, heard: Heard) -> StepFailed:
    lines = [f"{place} {expected}"]
    if heard.utterances:
        lines.append(f"    heard since {heard.since}:")
        lines.extend(f"      {utterance}" for utterance in heard.utterances)
    else:
        lines.append(f"    nothing was heard since {heard.since}")
    lines.append(f"    {doing}")
    return StepFailed("\n".join(lines))


def doing(moment: Moment | None) -> str:
    """What the line does in a moment, for a tester."""
    if isinstance(moment, Listening):
        if moment.pay is not None:
            return f"the line takes a payment, and waits for the {moment.pay.replace('-', ' ')}"
        kinds = [name for name, wanted in (("keys", moment.keys), ("speech", moment.speech)) if wanted]
        return f"the line waits for {' or '.join(kinds)}"
    if isinstance(moment, Recording):
        return "the line records"
    if isinstance(moment, Joining):
        return f"the caller is put into the queue '{moment.name}'"
    if isinstance(moment, Ringing):
        return f"the line rings {', '.join(moment.numbers) or f'the queue {moment.queue}'}"
    if isinstance(moment, Bridged):
        return "the caller and the other party are talking"
    if isinstance(moment, Connecting):
        return "the caller is being connected"
    if moment is not None and moment.queue is not None:
        return f"the caller waits in the queue '{moment.queue.queue.name}'"
    return "the line speaks"


def ending(over: Over | None) -> str:
    """How a call ended, for a tester."""
    if over is None:
        return "it was dropped"
    words = {
        "line": "the line hung up",
        "caller": "the caller hung up",
        "rejected": "the line rejected it",
        "busy": "the line was busy",
        "error": "an application error",
    }
    return over.fault or words[over.by]
