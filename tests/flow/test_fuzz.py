"""300 of the mutations that `scripts/fuzz` makes by the thousand."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from ivr.flow.faults import PromptFault
from ivr.flow.line import Prompts, Spoken
from ivr.flow.types import Type, Value
from ivr.runtime.folders import folder_files
from tests.flow.fuzz import ROOT, check, fuzz
from tests.flow.saying import Noting, Saying


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_damage_is_refused_with_a_place_or_passes_and_never_breaks_the_checker(seed: int) -> None:
    tally = fuzz(100, seed)
    assert tally.faults == []
    assert tally.refused + tally.passed == 100
    assert tally.refused > 50


class Unsayable(Noting):
    """Prompts of which one breaks when it is said."""

    def __init__(self, prompts: Prompts, broken: str) -> None:
        super().__init__(prompts)
        self.broken = broken

    def speak(
        self,
        language: str,
        prompt: str,
        scope: Mapping[str, Value],
        types: Mapping[str, Type],
        attribute: str | None = None,
    ) -> Spoken:
        if prompt == self.broken:
            raise PromptFault(f"'{prompt}' cannot be said")
        return super().speak(language, prompt, scope, types, attribute)


def test_a_prompt_that_cannot_be_said_is_found_where_it_is_said() -> None:
    line, _ = check(folder_files(ROOT))
    assert line is not None
    saying = Saying(line, "es-US")
    broken = replace(line, prompts=Unsayable(line.prompts, "pay-consent"))
    assert saying.again(line, ["pay-consent"]) == []
    assert set(saying.again(broken, ["pay-consent"]) or []) == {"step 'consent' of 'pay': 'pay-consent' cannot be said"}
    assert saying.again(broken, ["main-menu"]) == []
