"""The line's prompts in all its languages, ready to be said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from babel import Locale
from fluent.runtime import FluentBundle
from fluent.runtime.resolver import CurrentEnvironment, Pattern, ResolverEnvironment

from ivr.flow.faults import PromptFault
from ivr.flow.line import Spoken
from ivr.flow.names import in_prompts, leaves, value_at
from ivr.flow.prompts.catalogue import Catalogue
from ivr.flow.prompts.functions import functions
from ivr.flow.prompts.sounds import Counted, Said, sound
from ivr.flow.types import Type, Value

_COMMA = re.compile(r"\s*[,，、;；]\s*")


class _Bundle(FluentBundle):
    """Fluent's own bundle rebuilds every number it is given, and their sounds would be lost."""

    def said(self, pattern: Pattern, given: dict[str, Said | Counted]) -> tuple[str, list[Exception]]:
        """What `format_pattern` does, with the arguments as they are."""
        errors: list[Exception] = []
        environment = ResolverEnvironment(context=self, current=CurrentEnvironment(args=dict(given)), errors=errors)
        try:
            return str(pattern(environment)), errors
        except ValueError as error:  # too many parts, or a part too long: Fluent's own limits
            return "", [*errors, error]


@dataclass(frozen=True)
class _Tongue:
    """One language: what is written, and Fluent's bundle of it."""

    catalogue: Catalogue
    bundle: _Bundle
    locale: Locale


class Bundles:
    """Implements `Prompts`. What says the same to every caller is worked out once. Threads may share it: its caches
    and those of Fluent's bundle are only filled, and by each with the same."""

    def __init__(self, catalogues: Mapping[str, Catalogue], country: str, zone: ZoneInfo) -> None:
        self._country = country
        self._zone = zone
        self._tongues = {language: self._tongue(language, each) for language, each in catalogues.items()}
        self._wanted: dict[tuple[str, str, str | None], Mapping[str, object]] = {}
        self._always: dict[tuple[str, str, str | None], Spoken] = {}
        self._words: dict[tuple[str, str, str], tuple[str, ...]] = {}

    def _tongue(self, language: str, written: Catalogue) -> _Tongue:
        locale = Locale.parse(language, sep="-")
        bundle = _Bundle([language], functions=functions(locale, self._zone), use_isolating=False)
        bundle.add_resource(written.resource)
        return _Tongue(written, bundle, locale)

    def has(self, language: str, prompt: str, attribute: str | None = None) -> bool:
        """Whether there is such a prompt, or such an attribute of it. A prompt of attributes only is one too."""
        written = self._tongues[language].catalogue
        return prompt in written.entries if attribute is None else written.part(prompt, attribute) is not None

    def speak(
        self,
        language: str,
        prompt: str,
        scope: Mapping[str, Value],
        types: Mapping[str, Type],
        attribute: str | None = None,
    ) -> Spoken:
        """The prompt, or its attribute, as it is said; see `Prompts.speak`. Its recording, when it has one, is its
        attribute `audio` (`audio-choice-1` for the attribute `choice-1`)."""
        key = (language, prompt, attribute)
        always = self._always.get(key)
        if always is not None:
            return always
        if not self.has(language, prompt, attribute):
            raise PromptFault(f"there is no prompt '{_shown(prompt, attribute)}' in {language}")
        recording = "audio" if attribute is None else f"audio-{attribute}"
        audio = self._text(language, prompt, recording, scope, types) if self.has(language, prompt, recording) else None
        spoken = Spoken(self._text(language, prompt, attribute, scope, types), audio)
        if not self._wanted.get(key) and not self._wanted.get((language, prompt, recording)):
            self._always[key] = spoken
        return spoken

    def figures(
        self, language: str, prompt: str, scope: Mapping[str, Value], types: Mapping[str, Type]
    ) -> Mapping[str, str]:
        """Each variable that the prompt names and that has a value, as it is said; see `Prompts.figures`."""
        if not self.has(language, prompt):
            raise PromptFault(f"there is no prompt '{prompt}' in {language}")
        tongue = self._tongues[language]
        wanted = tongue.catalogue.variables(prompt)
        given = self._arguments(tongue.locale, wanted, scope, types)
        return {name: each.sound if isinstance(each, Counted) else str(each) for name, each in given.items()}

    def names(self, language: str, prompt: str) -> frozenset[str]:
        """The variables and terms that the prompt names; see `Prompts.names`."""
        written = self._tongues[language].catalogue
        terms = {part.of for part in written.reach(prompt) if part.of.startswith("-")}
        return frozenset({*written.variables(prompt), *terms})

    def words(self, language: str, prompt: str, attribute: str) -> tuple[str, ...]:
        """The words of `.hear-1` and the like, between commas of any script."""
        key = (language, prompt, attribute)
        found = self._words.get(key)
        if found is None:
            text = self._text(language, prompt, attribute, {}, {}) if self.has(language, prompt, attribute) else ""
            found = self._words[key] = tuple(word for word in _COMMA.split(text) if word)
        return found

    def _text(
        self, language: str, prompt: str, attribute: str | None, scope: Mapping[str, Value], types: Mapping[str, Type]
    ) -> str:
        key = (language, prompt, attribute)
        tongue = self._tongues[language]
        message = tongue.bundle.get_message(prompt)
        pattern = message.value if attribute is None else message.attributes[attribute]
        if pattern is None:
            return ""
        wanted = self._wanted.get(key)
        if wanted is None:
            wanted = self._wanted[key] = tongue.catalogue.variables(prompt, attribute)
        given = self._arguments(tongue.locale, wanted, scope, types) if wanted else {}
        text, errors = tongue.bundle.said(pattern, given)
        if errors:
            raise PromptFault(f"'{_shown(prompt, attribute)}' in {language}: {errors[0]}")
        return " ".join(text.split())

    def _arguments(
        self, locale: Locale, wanted: Mapping[str, object], scope: Mapping[str, Value], types: Mapping[str, Type]
    ) -> dict[str, Said | Counted]:
        """The variables a prompt names, in their sounds. One that is not there is left out: Fluent then complains
        if it is really used, for a variant that is not chosen may name what is absent."""
        found: dict[str, Said | Counted] = {}
        surrounding = {name: None for name in scope if name not in types}
        for path, kind in {**surrounding, **leaves(types)}.items():
            name = in_prompts(path)
            if name in wanted and name not in found and (value := value_at(scope, path)) is not None:
                found[name] = sound(value, kind, locale, self._country, self._zone)
        return found


def _shown(prompt: str, attribute: str | None) -> str:
    return prompt if attribute is None else f"{prompt}.{attribute}"
