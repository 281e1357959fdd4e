"""What callers hear, in every language; and which language was forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivr.flow.verbs import Ask
from ivr.flow.verbs.ask import Answer
from ivr.study.changes.model import Change, Group, Side
from ivr.study.changes.pairs import Pair
from ivr.study.changes.words import joined, quoted, said

Part = tuple[str, str | None]
"""A prompt's id, and one of its attributes (None: its text)."""


def prompts(pair: Pair) -> Iterator[Change]:
    """Every prompt that is worded anew, came or went; those that consents say are flagged."""
    languages = [each for each in pair.after.prompts if each in pair.before.prompts]
    consents = _consents(pair.before) | _consents(pair.after)
    old, new = _parts(pair.before), _parts(pair.after)
    for part in dict.fromkeys([*new, *old]):
        was = {language: said(pair.before, *part, language) for language in languages}
        now = {language: said(pair.after, *part, language) for language in languages}
        changed = [language for language in languages if was[language] != now[language]]
        if changed:
            flagged = part[0] in consents
            group = Group.CONSENT if flagged else Group.PROMPTS
            text = _text(pair.after, part, was, now, changed)
            told = tuple(_detail(pair.after, each, was[each], now[each]) for each in changed)
            yield Change(group, _where(part), text, told, flagged)
    for language in languages:
        yield from _lacking(pair, language)


def _text(
    side: Side, part: Part, was: Mapping[str, str | None], now: Mapping[str, str | None], changed: list[str]
) -> str:
    name = _named(part)
    if not any(was.values()):
        return f"There is a new prompt, {name}."
    if not any(now.values()):
        return f"The prompt {name} is gone."
    rest = [language for language in was if language not in changed]
    spoken = part[1] is None or not part[1].startswith("audio")
    only = f", and not in {joined(_names(side, rest))}" if rest and spoken else ""
    return f"{name[:1].upper()}{name[1:]} is worded anew in {joined(_names(side, changed))}{only}."


def _detail(side: Side, language: str, was: str | None, now: str | None) -> str:
    name = side.line.settings.languages[language].name
    if was is None or now is None:
        return f"{name}: {quoted(now or was or '')}"
    return f"{name}: {quoted(was)} → {quoted(now)}"


def _lacking(pair: Pair, language: str) -> Iterator[Change]:
    """Parts that a language has not and another one has, where it was not so before."""
    lacks = [part for part in _parts(pair.after) if said(pair.after, *part, language) is None]
    newly = [
        part for part in lacks if part not in _parts(pair.before) or said(pair.before, *part, language) is not None
    ]
    if newly:
        count = "one prompt" if len(newly) == 1 else f"{len(newly)} prompts"
        name = pair.after.line.settings.languages[language].name
        text = f"{name} lacks {count} that another language has: {', '.join(map(_named, newly))}."
        yield Change(Group.PROMPTS, f"prompts.{language}", text)


def _parts(side: Side) -> dict[Part, None]:
    """Every part of every prompt that some language has, in the order they are written."""
    return {
        (entry.id, attribute): None
        for written in side.prompts.values()
        for entry in written.entries.values()
        for attribute in entry.parts
    }


def _consents(side: Side) -> set[str]:
    """The prompts that consents say, and every term and prompt that they include."""
    asked = [
        step.ask
        for flow in side.line.flows.values()
        for step in (*flow.steps.values(), *flow.asides.values())
        if isinstance(step, Ask) and step.for_ is Answer.CONSENT
    ]
    reached = {part.of for name in asked for written in side.prompts.values() for part in written.reach(name)}
    return reached | set(asked)


def _named(part: Part) -> str:
    prompt, attribute = part
    if attribute is None:
        return f"'{prompt}'"
    kind, _, key = attribute.partition("-")
    words = {"choice": f"key {key}", "hear": f"the words for {key or 'it'}", "no_input": "after silence"}
    words |= {"no_match": "when not understood", "audio": "the recording"}
    return f"'{prompt}' ({words.get(kind, attribute)})"


def _names(side: Side, languages: list[str]) -> list[str]:
    return [side.line.settings.languages[language].name for language in languages]


def _where(part: Part) -> str:
    return f"prompts.{part[0]}" + (f".{part[1]}" if part[1] is not None else "")
