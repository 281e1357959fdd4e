"""What a change of prompts alone can break: each event of the shipped line's walk that uses one of them, once more.

Prompts decide nothing about where a call goes, as long as they can be said. So of a line whose prompts alone differ,
only those events are driven through the engine that use a changed prompt, each from the very state it was met in; and
should one of them lead elsewhere than before, the line has to be walked as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ivr.engine.call import State
from ivr.flow.line import Line, Prompts, Spoken
from ivr.flow.prompts import Catalogue
from ivr.flow.types import Type, Value
from ivr.study.explore.engine import happened, ordinary_root, started
from ivr.study.explore.searching import Search
from ivr.study.explore.tries import Try


class Noting:
    """Prompts that note which of them are used."""

    def __init__(self, prompts: Prompts) -> None:
        self._prompts = prompts
        self.used: set[tuple[str, str]] = set()

    def has(self, language: str, prompt: str, attribute: str | None = None) -> bool:
        self.used.add((language, prompt))
        return self._prompts.has(language, prompt, attribute)

    def speak(
        self,
        language: str,
        prompt: str,
        scope: Mapping[str, Value],
        types: Mapping[str, Type],
        attribute: str | None = None,
    ) -> Spoken:
        self.used.add((language, prompt))
        return self._prompts.speak(language, prompt, scope, types, attribute)

    def figures(
        self, language: str, prompt: str, scope: Mapping[str, Value], types: Mapping[str, Type]
    ) -> Mapping[str, str]:
        self.used.add((language, prompt))
        return self._prompts.figures(language, prompt, scope, types)

    def names(self, language: str, prompt: str) -> frozenset[str]:
        self.used.add((language, prompt))
        return self._prompts.names(language, prompt)

    def words(self, language: str, prompt: str, attribute: str) -> tuple[str, ...]:
        self.used.add((language, prompt))
        return self._prompts.words(language, prompt, attribute)


class Saying(Search):
    """The whole search of a line whose calls begin in `language`, with what each event uses."""

    def __init__(self, line: Line, language: str) -> None:
        self.language, self._noting = language, Noting(line.prompts)
        super().__init__(speaking(replace(line, prompts=self._noting), language), ordinary_root(line))
        self._users: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self._noting.used.clear()
        self.run()

    def _try(self, here: int, state: State, tried: Try) -> None:
        self._noting.used.clear()
        super()._try(here, state, tried)
        for each in self._noting.used:
            self._users.setdefault(each, []).append((here, len(self.nodes[here].arcs) - 1))

    def again(self, line: Line, prompts: Iterable[str]) -> list[str] | None:
        """What breaks where `line`, which differs in these prompts of the language, is used as this one was; None when
        a call went another way."""
        spoken = speaking(line, self.language)
        faults = list(started(spoken, self.root).moved.faults)
        events = dict.fromkeys(event for prompt in prompts for event in self._users.get((self.language, prompt), ()))
        for here, number in events:
            point, arc = self.nodes[here].point, self.nodes[here].arcs[number]
            moved = happened(spoken, point, point.state(), arc.tried).moved
            faults += moved.faults
            if not moved.faults and self.located(moved.state) != arc.to:
                return None
        return faults


def speaking(line: Line, language: str) -> Line:
    """The line, whose calls begin in `language`."""
    languages = line.settings.languages
    ordered = {name: languages[name] for name in sorted(languages, key=lambda name: name != language)}
    return replace(line, settings=line.settings.model_copy(update={"languages": ordered}))


def differing(before: Catalogue, after: Catalogue) -> set[str]:
    """The prompts that do not say in the one what they say in the other, by themselves or by what they include."""
    return {name for name in {*before.entries, *after.entries} if not _alike(before, after, name)}


def _alike(before: Catalogue, after: Catalogue, name: str) -> bool:
    one, other = before.entries.get(name), after.entries.get(name)
    if one is None or other is None or [*one.parts] != [*other.parts]:
        return False
    for key in one.parts:
        said, says = before.reach(name, key), after.reach(name, key)
        if len(said) != len(says) or not all(a.pattern.equals(b.pattern) for a, b in zip(said, says, strict=True)):
            return False
    return True
