"""yes_no, consent: 1 is yes, 2 is no; the words are the line's `line-yes-no`, `.hear-yes` and `.hear-no`."""

from __future__ import annotations

from ivr.engine.answers.kind import AnswerKind
from ivr.engine.matching import made_of
from ivr.engine.walk import Walk
from ivr.flow.types import BOOLEAN

_KEYS = {"1": True, "2": False}


def yes_no_words(walk: Walk) -> dict[str, tuple[str, ...]]:
    return {which: walk.words("line-yes-no", f"hear-{which}") for which in ("yes", "no")}


def _keyed(keys: str, _walk: Walk) -> bool | None:
    return _KEYS.get(keys)


def _said(text: str, walk: Walk) -> bool | None:
    found = made_of(text, yes_no_words(walk))
    return None if found is None else found == "yes"


YES_NO = AnswerKind(BOOLEAN, _keyed, _said, most_keys=1, finish=None)
