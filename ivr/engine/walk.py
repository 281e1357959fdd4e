"""One advance under way: the state as it changes, what is said, and nothing that outlives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ivr.engine.call import Frame, Piece, State
from ivr.engine.directives import Directive, Play, Say, Speech
from ivr.engine.scope import surrounding
from ivr.engine.written import value_of
from ivr.flow.line import Flow, Line, LineSettings
from ivr.flow.types import Type, Value
from ivr.flow.verbs import Step
from ivr.values import Secret
from ivr.values.changing import changed

Extra = Mapping[str, tuple[Value, Type]]
"""What a prompt may say beside the flow's variables: `answer`, `limit`, with its type."""


def _same_around(one: State, other: State) -> bool:
    """In all that `surrounding` is made of."""
    return (
        one.now is other.now
        and one.language is other.language
        and one.caller is other.caller
        and one.grants is other.grants
    )


class Walk:
    """What steps work with. sealed: a secret that was heard. kept: the name a card's token is to be sealed under."""

    def __init__(self, line: Line, state: State, sealed: Secret | None = None) -> None:
        self.line = line
        self.state = state
        self.sealed = sealed
        self.directives: list[Directive] = []
        self.steps: list[tuple[str, str]] = []
        self.faults: list[str] = []
        self.kept: str | None = None
        self.failed: set[tuple[int, str, int]] = set()
        self._scope: tuple[State, dict[str, Value]] | None = None
        self._surrounding: tuple[State, dict[str, Value]] | None = None

    @property
    def settings(self) -> LineSettings:
        return self.line.settings

    @property
    def frame(self) -> Frame:
        return self.state.frames[-1]

    @property
    def flow(self) -> Flow:
        return self.line.flows[self.frame.flow]

    @property
    def step(self) -> Step:
        return self.flow.step(self.frame.step)

    def change(self, **changes: Any) -> None:
        """Fields of the state."""
        self.state = changed(self.state, **changes)

    def change_frame(self, **changes: Any) -> None:
        """Fields of the run that is walked."""
        *below, frame = self.state.frames
        self.change(frames=(*below, changed(frame, **changes)))

    def save(self, name: str | None, value: Value) -> None:
        """Gives a variable a value; without a name, nothing. A list saved anew is taken from its beginning."""
        if name is not None:
            places = {list_: at for list_, at in self.frame.places.items() if list_[1:].split(".")[0] != name}
            self.change_frame(variables={**self.frame.variables, name: value}, places=places)

    def scope(self) -> Mapping[str, Value]:
        """Made once for each state: a menu asks for every one of its lines."""
        state = self.state
        if self._scope is None or self._scope[0] is not state:
            if self._surrounding is None or not _same_around(self._surrounding[0], state):
                self._surrounding = (state, surrounding(self.line, state))
            self._scope = (state, {**state.frame.variables, **self._surrounding[1]})
        return self._scope[1]

    def value(self, written: str, kind: Type | None) -> Value:
        """What a flow writes, as a value of `kind`. Raises StepFault."""
        return value_of(written, kind, self.scope(), self.settings.currency)

    def holds(self, if_: str | None, unless: str | None) -> bool:
        """Whether a choice or branch is open. Raises ConditionFault."""
        if if_ is None and unless is None:
            return True
        scope = self.scope()
        return (if_ is None or self._condition(if_, scope)) and (unless is None or not self._condition(unless, scope))

    def _condition(self, text: str, scope: Mapping[str, Value]) -> bool:
        return self.line.conditions[(self.frame.flow, text)].holds(scope)

    def has(self, prompt: str, attribute: str | None = None) -> bool:
        return self.line.prompts.has(self.state.language, prompt, attribute)

    def words(self, prompt: str, attribute: str) -> tuple[str, ...]:
        return self.line.prompts.words(self.state.language, prompt, attribute)

    def pieces(self, prompt: str, attribute: str | None = None, extra: Extra | None = None) -> tuple[Piece, ...]:
        """The prompt in the caller's language, ready to be said. Raises PromptFault."""
        scope, types = self.scope(), self.flow.types
        if extra:
            scope = {**scope, **{name: value for name, (value, _) in extra.items()}}
            types = {**types, **{name: kind for name, (_, kind) in extra.items()}}
        spoken = self.line.prompts.speak(self.state.language, prompt, scope, types, attribute)
        if not spoken.text.strip() and spoken.audio is None:
            return ()
        return (Piece(spoken.text, self.state.language, spoken.audio),)

    def speech(self, pieces: tuple[Piece, ...]) -> tuple[Speech, ...]:
        """As directives, each in the voice of its language."""
        return tuple(self._one(piece) for piece in pieces)

    def _one(self, piece: Piece) -> Speech:
        if piece.audio is not None:
            return Play(piece.audio)
        known = self.settings.languages.get(piece.language)
        return Say(piece.text, piece.language, known.voice if known else None)

    def say(self, prompt: str, attribute: str | None = None) -> None:
        """Says a prompt, unless the caller has hung up. Raises PromptFault."""
        if not self.state.gone:
            pieces = self.pieces(prompt, attribute)
            self.directives += self.speech(pieces)
            self.change(said=(*self.state.said, *pieces))

    def say_if_there(self, prompt: str) -> None:
        """Says one of the line's own prompts that a line may do without."""
        if self.has(prompt):
            self.say(prompt)
