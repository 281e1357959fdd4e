"""What a step costs a caller who makes no mistake: keys to press, seconds to listen, to think, to press and to wait.

Listening is `ivr.flow.prompts.duration` with typical figures: letters a second of people reading aloud, per language.
Thinking before an answer and pressing a key are those of the keystroke-level model (Card, Moran and Newell, 1980):
1.35 seconds, and 0.75 for each key of a code. Waiting, for a code to come or for a service outside, is our assumption.
A caller who says a word instead of pressing its key is counted as one who presses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ivr.flow.faults import PromptFault
from ivr.flow.line import Flow, Line
from ivr.flow.prompts.duration import seconds
from ivr.flow.verbs import Ask, Confirm, Menu, Pay
from ivr.flow.verbs.ask import Answer
from ivr.study.effort.typical import typical

THINK, KEY = 1.35, 0.75
MESSAGE, OUTSIDE = 10.0, 3.0
"""Seconds until a code has come and is looked up, and until a service outside has answered."""

_KEYS = {
    Answer.ACCOUNT: 9, Answer.NUMBER: 3, Answer.MONEY: 6, Answer.DATE: 8, Answer.PHONE: 11, Answer.CODE: 7,
    Answer.DIGITS: 6, Answer.YES_NO: 1, Answer.CONSENT: 1, Answer.EMAIL: 0, Answer.WORDS: 0,
}  # fmt: skip
"""Keys of a usual answer; where it may have any length, the pound key that ends it is one of them."""
_CARD = {"number": 17, "expiry": 4, "code": 4, "postcode": 6}
"""Keys of a card: 16 digits, month and year, three digits, the postcode; pound where it ends them."""


@dataclass(frozen=True)
class Cost:
    keys: int = 0
    seconds: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.keys + other.keys, self.seconds + other.seconds)


NOTHING = Cost()


def dearer(one: Cost, other: Cost) -> Cost:
    """The most of both."""
    return Cost(max(one.keys, other.keys), max(one.seconds, other.seconds))


def pressed(keys: int) -> Cost:
    """An answer of so many keys; spoken, when there are none."""
    return Cost(keys, THINK + KEY * max(keys, 2 if keys == 0 else 0))


class Costs:
    """Of one line. What prompts take is found once."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self._spoken: dict[tuple[str, str, str, str | None], float] = {}
        self._scopes = {name: typical(flow.types, line.settings.currency) for name, flow in line.flows.items()}

    def said(self, flow: Flow, language: str, prompt: str | None, attribute: str | None = None) -> Cost:
        """Hearing a prompt; nothing where there is none."""
        if prompt is None or prompt == "silent" or not self.line.prompts.has(language, prompt, attribute):
            return NOTHING
        key = (flow.name, language, prompt, attribute)
        if key not in self._spoken:
            self._spoken[key] = seconds(self._text(flow, language, prompt, attribute), language)
        return Cost(0, self._spoken[key])

    def _text(self, flow: Flow, language: str, prompt: str, attribute: str | None) -> str:
        answer: dict[str, str | int] = {"answer": "124", "position": 2, "minutes": 3}
        try:
            return self.line.prompts.speak(
                language, prompt, {**answer, **self._scopes[flow.name]}, flow.types, attribute
            ).text
        except PromptFault:
            return ""

    def chosen(self, flow: Flow, language: str, step: Menu, key: str, *, all_of_it: bool) -> Cost:
        """Choosing at a menu: heard out, or only as far as the choice, without those that may not be offered."""
        heard = self.said(flow, language, step.menu)
        for each, option in step.choices.items():
            if all_of_it or each == key or (option.if_ is None and option.unless is None):
                heard += self.said(flow, language, step.menu, f"choice-{each}")
            if each == key and not all_of_it:
                break
        return heard + pressed(1)

    def answered(self, flow: Flow, language: str, step: Ask) -> Cost:
        """A good answer, said back and confirmed where that is asked for."""
        most = int(step.length.split("-")[-1]) if step.length is not None else _KEYS[step.for_]
        cost = self.said(flow, language, step.ask) + pressed(most)
        if step.for_ is Answer.CODE:
            cost += Cost(0, MESSAGE)
        if step.confirm is not None:
            cost += self.said(flow, language, step.confirm) + pressed(1)
        return cost

    def confirmed(self, flow: Flow, language: str, step: Confirm) -> Cost:
        return self.said(flow, language, step.prompt) + pressed(_KEYS[Answer.CODE]) + Cost(0, MESSAGE)

    def captured(self, flow: Flow, language: str, step: Pay) -> Cost:
        return sum((self.said(flow, language, step.pay), *self._parts(flow, language, step)), NOTHING)

    def _parts(self, flow: Flow, language: str, step: Pay) -> Iterator[Cost]:
        for part, keys in _CARD.items():
            if part != "postcode" or self.line.prompts.has(language, step.pay, part):
                yield self.said(flow, language, step.pay, part) + pressed(keys)
