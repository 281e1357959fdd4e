"""What was heard, as the journal keeps it: enough to replay the call, and never a secret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ivr.engine import events
from ivr.engine.events import Heard, Meaning
from ivr.engine.stored import JSON, UNWRITABLE, cannot_be_written
from ivr.errors import StateError

_MEANINGS: dict[str, type[Meaning]] = {
    "began": events.Began,
    "chosen": events.Chosen,
    "given": events.Given,
    "given_secret": events.GivenSecret,
    "answered": events.Answered,
    "no_input": events.NoInput,
    "no_match": events.NoMatch,
    "shortcut": events.Shortcut,
    "starred": events.Starred,
    "card_taken": events.CardTaken,
    "capture_ended": events.CaptureEnded,
    "queue_left": events.QueueLeft,
    "hung_up": events.HungUp,
    "action_ended": events.ActionEnded,
    "still_working": events.StillWorking,
    "unexpected": events.Unexpected,
}
_NAMES = {kind: name for name, kind in _MEANINGS.items()}
_ADAPTERS: dict[str, TypeAdapter[Any]] = {name: TypeAdapter(kind) for name, kind in _MEANINGS.items()}


@dataclass(frozen=True)
class _Turn:
    now: datetime
    draw: str


_TURN = TypeAdapter(_Turn)


def journal(heard: Heard) -> dict[str, JSON]:
    """`{"heard": "chosen", "what": {"key": "1"}, "now": ..., "draw": ...}`. A secret answer leaves only its class.

    Raises SecretLeak when an action's result holds a Secret, StateError for what else cannot be written.
    """
    name = _NAMES[type(heard.what)]
    try:
        what = _ADAPTERS[name].dump_python(heard.what, mode="json", warnings="error")
    except UNWRITABLE as error:
        raise cannot_be_written(heard.what, "what was heard", error) from error
    return {"heard": name, "what": what, "now": heard.now.isoformat(), "draw": heard.draw}


def from_journal(entry: Mapping[str, JSON]) -> Heard:
    """What was heard, without its secret: a replay takes the action's end from the journal, too. Raises StateError."""
    name = entry.get("heard")
    if not isinstance(name, str) or name not in _MEANINGS:
        raise StateError(f"a journal entry tells of {name!r}, which this code does not know")
    try:
        turn = _TURN.validate_python({"now": entry.get("now"), "draw": entry.get("draw")})
        what: Meaning = _ADAPTERS[name].validate_python(entry.get("what"))
    except ValidationError as error:
        raise StateError(f"a journal entry is damaged: {error.errors(include_input=False)}") from None
    return Heard(what, turn.now, turn.draw)
