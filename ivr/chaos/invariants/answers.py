"""Every webhook is answered; a turn has one answer, and it is never lost."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.chaos.invariants.evidence import Evidence, Violation, wrong
from ivr.chaos.network import SECONDS, Delivery


def check(evidence: Evidence, again: list[tuple[Delivery, Delivery]]) -> Iterator[Violation]:
    for each in evidence.deliveries:
        yield from _answered(each)
        yield from _stored(evidence, each)
    for then, now in again:
        stored = evidence.turns.get((then.call, then.turn or 0))
        if stored is not None and now.answer.decode() != stored:
            yield wrong("one answer", f"{then.path} is answered otherwise now that all is over", then.call)


def _answered(each: Delivery) -> Iterator[Violation]:
    if each.status == 0:
        return  # its process died
    if each.kind == "forged":
        if each.status not in (403, 404):
            yield wrong("forged requests learn nothing", f"{each.path}: {each.status}", each.call)
        return
    if each.status not in (200, 204) or (each.status == 200 and b"<Response" not in each.answer):
        yield wrong("always answered", f"{each.path}: {each.status}", each.call)
    if each.answered - each.sent > SECONDS:
        yield wrong("answered in time", f"{each.path} took {each.answered - each.sent:.1f} s", each.call)


def _stored(evidence: Evidence, each: Delivery) -> Iterator[Violation]:
    """An answer that leads on is the stored one; any other is unstored and leads to the same turn, or to the one that
    is awaited."""
    if each.status != 200 or each.turn is None or each.kind == "forged":
        return
    answer = each.answer.decode()
    stored = evidence.turns.get((each.call, each.turn))
    if stored == answer or f"/voice/turn/{each.turn + 1}/" not in answer:
        return
    if stored is None and "<Redirect" in answer and "<Say" not in answer:
        return  # a turn that came before its time is sent to the one that is awaited
    what = "is not stored" if stored is None else "is another than the stored one"
    yield wrong("no acknowledged state lost", f"{each.path}: an answer that leads on {what}", each.call)
