"""What was heard since the caller's last input, and what of it is already accounted for."""

from __future__ import annotations

from dataclasses import dataclass, field

from ivr.transcript.expectations import Expectation, plain_text


@dataclass
class Heard:
    """The utterances since the caller's last input, in order.

    Successive expectations each search behind the match before, so their order is the order in which things are said.
    """

    since: str = "the call began"
    utterances: list[str] = field(default_factory=list)
    _text: str = ""
    _from: int = 0

    def add(self, utterance: str) -> None:
        self.utterances.append(utterance)
        self._text = f"{self._text} {plain_text(utterance)}".strip()

    def forget(self, since: str) -> None:
        """The caller did something (`since` says what): what follows is heard anew."""
        self.since = since
        self.utterances = []
        self._text = ""
        self._from = 0

    def find(self, expected: Expectation) -> bool:
        """Whether `expected` is met behind the last match; if so, that is the last match from now on."""
        expression = expected.expression()
        if expected.how == "exactly":
            found = expression.fullmatch(self._text)
        else:
            found = expression.search(self._text, self._from)
        if found is None:
            return False
        self._from = found.end()
        return True

    def contains(self, expected: Expectation) -> bool:
        """Whether `expected` is anywhere in what was heard since the last input."""
        expression = expected.expression()
        if expected.how == "exactly":
            return expression.fullmatch(self._text) is not None
        return expression.search(self._text) is not None
