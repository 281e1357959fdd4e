"""Keys and speech, given what the caller was asked."""

from __future__ import annotations

from ivr.engine.answers import ANSWERS
from ivr.engine.events import Answered, Chosen, Given, GivenSecret, Keyed, Meaning, NoMatch, Shortcut, Spoke, Starred
from ivr.engine.matching import close, whole
from ivr.engine.steps.menu import offered
from ivr.engine.walk import Walk
from ivr.flow.faults import FlowFault
from ivr.flow.types import Value
from ivr.flow.verbs import Ask, Menu
from ivr.flow.verbs.ask import Answer
from ivr.values import Secret

_KEYS = {"*": "star", "#": "pound"}


def choice(walk: Walk, step: Menu, what: Keyed | Spoke) -> Meaning:
    """A choice of a menu, else a shortcut: the menu's own keys and words stand before those of anywhere."""
    try:
        open_ = offered(walk, step)
    except FlowFault:  # the step meets it again, where it is handled
        return NoMatch()
    if isinstance(what, Keyed):
        key = _KEYS.get(what.keys, what.keys)
        return Chosen(key) if key in open_ else _shortcut_key(walk, what.keys) or NoMatch()
    own = {f"choice {key}": walk.words(step.menu, f"hear-{key}") for key in open_}
    numbers = {f"choice {key}": (key, *walk.words("line-spoken-digits", f"hear-{key}")) for key in open_}
    others = {f"shortcut {name}": words for name, words in _shortcuts(walk).items()}
    found = (
        whole(what.text, own)
        or whole(what.text, others)
        or whole(what.text, numbers)
        or close(what.text, {**own, **others}, walk.settings.listen.confidence)
    )
    if found is None:
        return NoMatch()
    kind, _, name = found.partition(" ")
    return Chosen(name) if kind == "choice" else Shortcut(name)


def picked(walk: Walk, what: Keyed | Spoke) -> Meaning:
    """A shortcut, after the lone star."""
    if isinstance(what, Keyed):
        return _shortcut_key(walk, what.keys) or NoMatch()
    words = _shortcuts(walk)
    found = whole(what.text, words) or close(what.text, words, walk.settings.listen.confidence)
    return Shortcut(found) if found is not None else NoMatch()


def yes_no(walk: Walk, what: Keyed | Spoke) -> Meaning:
    """Whether what was said back is right."""
    return _answer(walk, what, Answer.YES_NO, None, secret=False)[0]


def answer(walk: Walk, step: Ask, what: Keyed | Spoke) -> tuple[Meaning, Secret | None]:
    """An answer of the ask's type and length, else a shortcut."""
    return _answer(walk, what, step.for_, step.length, step.secret)


def code(walk: Walk, what: Keyed | Spoke) -> tuple[Meaning, Secret | None]:
    """The code of a confirm."""
    return _answer(walk, what, Answer.CODE, None, secret=True)


def _answer(
    walk: Walk, what: Keyed | Spoke, for_: Answer, length: str | None, secret: bool
) -> tuple[Meaning, Secret | None]:
    aside = _starred(walk, what.keys, for_) if isinstance(what, Keyed) else _said_shortcut(walk, what.text)
    if aside is not None:
        return aside, None
    kind = ANSWERS[for_]
    value = kind.keyed(what.keys, walk) if isinstance(what, Keyed) else kind.spoken(what.text, walk)
    if value is None or not _long_enough(value, length):
        like = close(what.text, _shortcuts(walk), walk.settings.listen.confidence) if isinstance(what, Spoke) else None
        return (Shortcut(like) if like is not None else NoMatch()), None
    if secret:
        return GivenSecret(), Secret(kind.text(value))
    return (Answered(value) if isinstance(value, bool) else Given(value)), None


def _long_enough(value: Value, length: str | None) -> bool:
    """Whether it has as many digits as `6` or `4-8` ask."""
    if length is None or isinstance(value, bool) or not isinstance(value, (str, int)):
        return True
    least, most = length.split("-")[0], length.split("-")[-1]
    return int(least) <= len(str(value)) <= int(most)


def _starred(walk: Walk, keys: str, for_: Answer) -> Meaning | None:
    """A lone star opens the shortcuts; a star and a shortcut's key takes it at once, but in an amount of money, where
    a star is the decimal point."""
    if not keys.startswith("*") or not walk.settings.anywhere:
        return None
    if keys == "*":
        return Starred()
    return _shortcut_key(walk, keys[1:]) if for_ is not Answer.MONEY else None


def _shortcut_key(walk: Walk, key: str) -> Shortcut | None:
    wanted = _KEYS.get(key, key)
    return next((Shortcut(name) for name, one in walk.settings.anywhere.items() if one.key == wanted), None)


def _said_shortcut(walk: Walk, text: str) -> Shortcut | None:
    found = whole(text, _shortcuts(walk))
    return Shortcut(found) if found is not None else None


def _shortcuts(walk: Walk) -> dict[str, tuple[str, ...]]:
    """The words for each shortcut."""
    return {name: walk.words(f"anywhere-{name}", "hear") for name in walk.settings.anywhere}
