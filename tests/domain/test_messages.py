"""The shipped prompts word every message the business sends, in every language, with what it is given."""

from __future__ import annotations

import re

import pytest

from ivr.domain.notices import MESSAGES
from tests.support.business import FLOWS

PROMPT = re.compile(r"^([a-z][a-z0-9-]*) =.*\n(?:[ \t].*\n|\n(?=[ \t]))*", re.M)
LANGUAGES = sorted(path.stem for path in (FLOWS / "prompts").glob("*.ftl"))


def _prompts(language: str) -> dict[str, str]:
    text = (FLOWS / "prompts" / f"{language}.ftl").read_text()
    return {
        match[1]: match[0] for match in re.finditer(r"^([a-z][a-z0-9-]*) =.*\n(?:[ \t].*\n|\n(?=[ \t]))*", text, re.M)
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prompt", MESSAGES)
def test_every_message_has_words(language: str, prompt: str) -> None:
    worded = _prompts(language)[prompt]
    said = {name.replace("-", "_") for name in re.findall(r"\$([a-z][a-z0-9-]*)", worded)}
    assert said <= set(MESSAGES[prompt])
    assert ("code" in said) is ("code" in MESSAGES[prompt])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_confirmation_names_what_it_confirms(language: str) -> None:
    worded = _prompts(language)["text-confirm-deferral-request"]
    assert all(f"${name}" in worded for name in ("last-four", "amount", "new-date", "cost", "code"))
