"""The state of a call: how it begins, and how it is written down and read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from ivr.engine.call import Frame, Piece, Purpose, State, Tries
from ivr.engine.describing import describe
from ivr.engine.stored import JSON, UNWRITABLE, cannot_be_written
from ivr.errors import StateError
from ivr.flow.line import Line

__all__ = [
    "JSON",
    "VERSION",
    "Frame",
    "Piece",
    "Purpose",
    "State",
    "Tries",
    "begin",
    "describe",
    "dump",
    "load",
    "read",
    "write",
]

VERSION = 1
"""Of the document. Raise it when an older reader would misunderstand, and teach `load` to read the one before."""

_ADAPTER = TypeAdapter(State)


def begin(line: Line, call: str, caller: str | None, language: str | None, now: datetime) -> State:
    """A call that has just reached the line, `caller` in E.164 or None when withheld. Without a language, or with one
    the line does not speak, it begins in the line's first."""
    start = line.flows[line.settings.start]
    known = line.settings.languages
    spoken = language if language is not None and language in known else next(iter(known))
    frame = Frame(number=1, flow=start.name, step=start.first, purpose=Purpose.OUTERMOST)
    return State(call=call, caller=caller, language=spoken, now=now, frames=(frame,))


def dump(state: State) -> dict[str, JSON]:
    """The call as a JSON document. Raises SecretLeak when a Secret has got into it."""
    try:
        document: dict[str, JSON] = _ADAPTER.dump_python(state, mode="json", warnings="error")
    except UNWRITABLE as error:
        raise cannot_be_written(state, "this call", error) from error
    return {"version": VERSION, **document}


def write(state: State) -> str:
    """The same as text, for those who only keep it. Raises SecretLeak when a Secret has got into it."""
    try:
        document = _ADAPTER.dump_json(state, warnings="error").decode()
    except UNWRITABLE as error:
        raise cannot_be_written(state, "this call", error) from error
    return f"{_HEAD}{document[1:]}"


_HEAD = f'{{"version":{VERSION},'


def read(text: str) -> State:
    """The call of what `write` wrote. Raises StateError."""
    if not text.startswith(_HEAD):  # by another version of this code, or damaged
        try:
            document = json.loads(text)
        except ValueError as error:
            raise StateError("a stored call is damaged: it is no JSON") from error
        return load(document if isinstance(document, dict) else {})
    try:
        state = _ADAPTER.validate_json("{" + text.removeprefix(_HEAD))
    except ValidationError as error:
        raise _damaged(error) from None
    return _checked(state)


def load(document: Mapping[str, JSON]) -> State:
    """The call a document tells of. Raises StateError when it is damaged or newer than this code."""
    version = document.get("version")
    if not isinstance(version, int) or version < 1:
        raise StateError("a stored call bears no version")
    if version > VERSION:
        raise StateError(f"a stored call has version {version}; this code reads up to {VERSION}")
    try:
        state = _ADAPTER.validate_python({key: value for key, value in document.items() if key != "version"})
    except ValidationError as error:
        raise _damaged(error) from None
    return _checked(state)


def _damaged(error: ValidationError) -> StateError:
    """Without its input: a stored call is nobody's to read in a log."""
    return StateError(f"a stored call is damaged: {error.errors(include_input=False, include_url=False)}")


def _checked(state: State) -> State:
    if not state.frames:
        raise StateError("a stored call is damaged: it is nowhere")
    if state.now.tzinfo is None:
        raise StateError("a stored call is damaged: its time has no zone")
    return state
