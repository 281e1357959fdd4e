"""Say, Play and Pause inside <Gather> and <Prompt>."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ivr.phone.attributes import Attributes
from ivr.phone.moments import Speaking
from ivr.phone.twiml import Element
from ivr.phone.verbs import pause, play, say

if TYPE_CHECKING:
    from ivr.phone.leg import Leg

_KINDS: dict[str, tuple[Callable[[Element, Attributes], Iterator[Speaking]], frozenset[str]]] = {
    "Say": (say.speakings, say.VERB.attributes),
    "Play": (play.speakings, play.VERB.attributes),
    "Pause": (pause.speakings, pause.VERB.attributes),
}
NESTED = frozenset(_KINDS)


def nested(leg: Leg, element: Element) -> Iterator[Speaking]:
    """What the children of `element` say, in order; other children were complained of already."""
    for child in element:
        if child.tag in _KINDS:
            speakings, known = _KINDS[child.tag]
            yield from speakings(child, Attributes(child, known, leg.warn))
